import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { text as readText } from "node:stream/consumers";
import { expect, onTestFinished, type TestContext } from "vitest";
import { SpecError } from "../../scripts/description/spec-error.js";
import { optimizeLate } from "../optimize-late.js";

/** In memory where the system offers it: to copy files takes longer than most of what is done with them. */
const place = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Something done to a copy, below its folder. */
export type Change = (folder: string) => void;

/** Replaces a text in a file, which has to hold it. */
export function edit(file: string, from: string | RegExp, to: string): Change {
  return (folder) => {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`Nothing to replace in ${file}`);
    writeFileSync(path, edited);
  };
}

/**
 * A folder that ends with the test: its name is one that a URL would spell in another way. Tests that run beside each
 * other say which of them it is.
 */
export function makeFolder(atEnd: TestContext["onTestFinished"] = onTestFinished): string {
  const folder = mkdtempSync(join(place, "copy ä%20%'-"));
  atEnd(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A copy of what generation reads and writes. */
export function copyProject(atEnd: TestContext["onTestFinished"], ...changes: Change[]): string {
  const folder = makeFolder(atEnd);
  for (const name of ["openapi", "generated", "scripts", "package.json"]) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  for (const change of changes) change(folder);
  return folder;
}

/** Runs a script of a folder by itself, to its end. */
export async function run(
  folder: string,
  ...args: string[]
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [...optimizeLate, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
  });
  const [stdout, stderr, [status]] = await Promise.all([
    readText(child.stdout),
    readText(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}

/** A copy of openapi/: its root document. */
export function copySource(...changes: Change[]): string {
  const folder = makeFolder();
  cpSync("openapi", folder, { recursive: true });
  for (const change of changes) change(folder);
  return join(folder, "openapi.yaml");
}

/** `file:line` of the first line of a source file that holds a text, or of one so many lines below. */
export function placeOf(file: string, text: string, below = 0): string {
  const lines = readFileSync(join("openapi", file), "utf8").split("\n");
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} has no ${text}`);
  return `${file}:${index + 1 + below}`;
}

/** What a step of generation says of a changed copy of openapi/, a line for each problem. */
export async function findProblems(
  step: (root: string) => Promise<unknown>,
  ...changes: Change[]
): Promise<string[]> {
  const root = copySource(...changes);
  const error = await step(root).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SpecError);
  return (error as SpecError).problems.map(
    ({ file, line, message }) => `${relative(dirname(root), file)}:${line} ${message}`,
  );
}
