import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "vitest";
import { SpecError } from "../scripts/spec-error.js";

/** What a step of generation says of a copy of openapi/ in which one thing was replaced, a line for each problem. */
export async function findProblems(
  step: (root: string) => Promise<unknown>,
  file: string,
  from: string | RegExp,
  to: string,
): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "description-"));
  try {
    cpSync("openapi", folder, { recursive: true });
    edit(join(folder, file), from, to);
    const error = await step(join(folder, "openapi.yaml")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpecError);
    return (error as SpecError).problems.map(
      (problem) => `${relative(folder, problem.file)}:${problem.line} ${problem.message}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Replaces a text in a file, which has to hold it. */
export function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`Nothing to replace in ${file}`);
  writeFileSync(file, edited);
}
