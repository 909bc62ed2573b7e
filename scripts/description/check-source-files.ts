import { isUtf8 } from "node:buffer";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { getLineColLocation, parseYaml, Source } from "@redocly/openapi-core";
import { formatPointer } from "./json-pointer.js";
import { toParseProblem } from "./parse-problem.js";
import { findLoop } from "./references.js";
import { displayPath, SpecError } from "./spec-error.js";

/**
 * Reads every source file, whether or not anything refers to it. Throws a SpecError for each that is not UTF-8, does
 * not parse or holds what JSON cannot, and for a `$ref` that leads back to itself: whatever other tools say of these
 * only follows from that, if they end at all.
 */
export async function checkSourceFiles(root: string): Promise<void> {
  const folder = dirname(resolve(root));
  const listed = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = listed
    // What starts with a dot is an editor's.
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.(ya?ml|json|m?js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const paths = [...new Set([resolve(root), join(folder, "redocly.yaml"), ...files])];
  const parsed = new Map<string, unknown>();
  const read = await Promise.allSettled(paths.map(async (path) => parsed.set(path, await parseFile(path))));
  const problems = read.flatMap((result) =>
    result.status === "rejected" ? (result.reason as SpecError).problems : [],
  );
  if (problems.length > 0) throw new SpecError(problems);
  const loop = findLoop(parsed);
  if (loop === undefined) return;
  const source = new Source(loop.path, await readFile(loop.path, "utf8"));
  throw problemAt(source, loop.pointer, "This `$ref` leads back to itself.");
}

/** What a file says: undefined for a program, which Node parses. Throws a SpecError for the first thing that is wrong with it. */
async function parseFile(path: string): Promise<unknown> {
  const problem = (line: number, message: string): SpecError =>
    new SpecError([{ file: displayPath(path), line, message }]);
  const bytes = await readFile(path).catch(({ code }: NodeJS.ErrnoException) => {
    throw problem(1, code === "ENOENT" ? "There is no such file." : `The file cannot be read: ${code}.`);
  });
  // As Latin-1 each byte is a letter, so that lines can be counted whatever they hold.
  const lines = bytes.toString("latin1").split("\n");
  const foreign = lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1")));
  if (foreign >= 0) throw problem(foreign + 1, "This line is not UTF-8.");
  const conflict = lines.findIndex((line) => /^(<{7}|>{7})(\s|$)/.test(line));
  if (conflict >= 0) throw problem(conflict + 1, "A merge left a conflict here.");
  if (path.endsWith("js")) return undefined;
  const source = new Source(path, bytes.toString());
  const parsed = parseText(path, source.body);
  if (parsed === undefined || parsed === null) throw problem(1, "The file is empty.");
  const pointer = findForeign(parsed, new Map());
  if (pointer !== undefined) throw problemAt(source, pointer, "JSON cannot hold this value.");
  return parsed;
}

function parseText(path: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new SpecError([toParseProblem(path, error)]);
  }
}

/** Where YAML says more than JSON can: a number that is none, bytes, an alias that leads back to what holds it. */
function findForeign(
  node: unknown,
  /** What it stands in, each with the key that leads on to it. */
  holders: ReadonlyMap<object, string>,
): string[] | undefined {
  if (typeof node === "number" && !Number.isFinite(node)) return [...holders.values()];
  if (typeof node !== "object" || node === null) return undefined;
  const isPlain = Array.isArray(node) || Object.getPrototypeOf(node) === Object.prototype;
  if (!isPlain || holders.has(node)) return [...holders.values()];
  for (const [key, value] of Object.entries(node)) {
    const found = findForeign(value, new Map([...holders, [node, key]]));
    if (found !== undefined) return found;
  }
  return undefined;
}

function problemAt(source: Source, pointer: string[], message: string): SpecError {
  return new SpecError([{ file: displayPath(source.absoluteRef), line: lineOf(source, pointer), message }]);
}

function lineOf(source: Source, pointer: string[]): number {
  try {
    return getLineColLocation({ source, pointer: formatPointer(pointer), reportOnKey: true }).start.line;
  } catch {
    // The parser that knows lines does not know every tag.
    return 1;
  }
}
