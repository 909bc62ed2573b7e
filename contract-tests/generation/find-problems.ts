import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "vitest";
import { SpecError } from "../../scripts/description/spec-error.js";

/** What a step of generation says of a copy of openapi/ that was spoiled, a line for each problem. */
export async function findProblemsIn(
  step: (root: string) => Promise<unknown>,
  spoil: (folder: string) => void,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "description-"));
  try {
    cpSync("openapi", folder, { recursive: true });
    spoil(folder);
    const error = await step(join(folder, "openapi.yaml")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpecError);
    return (error as SpecError).problems.map(
      (problem) => `${relative(folder, problem.file)}:${problem.line} ${problem.message}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same of a copy in which one thing was replaced. */
export async function findProblems(
  step: (root: string) => Promise<unknown>,
  file: string,
  from: string | RegExp,
  to: string,
): Promise<string[]> {
  return findProblemsIn(step, (folder) => edit(join(folder, file), from, to));
}

/** Replaces a text in a file, which has to hold it. */
export function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`Nothing to replace in ${file}`);
  writeFileSync(file, edited);
}
