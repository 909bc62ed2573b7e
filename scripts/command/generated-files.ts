import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Compares rendered files with those in `folder`: the names of all that differ. */
export function findStale(files: Readonly<Record<string, string>>, folder: string): string[] {
  return Object.keys(files).filter((name) => read(join(folder, name)) !== files[name]);
}

/** Says which files differ, and what to do; undefined when none does. */
export function describeStale(files: Readonly<Record<string, string>>, folder: string): string | undefined {
  const lines = findStale(files, folder).map((name) => `${folder}/${name} is stale.`);
  return lines.length === 0 ? undefined : [...lines, "Run: npm run generate"].join("\n");
}

/** The first file in `folder` that would be replaced and was not generated. */
export function findOther(files: Readonly<Record<string, string>>, folder: string): string | undefined {
  const isOther = (text: string | undefined): boolean =>
    text !== undefined && !/^(?:\/\/ Generated |\{\s*"x-generated")/.test(text);
  return Object.keys(files).find((name) => isOther(read(join(folder, name))));
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Writes each file beside its place first and then renames them, so that a kill leaves whole files behind. Returns a line per file. */
export function writeAll(files: Readonly<Record<string, string>>, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const reports = Object.entries(files).map(
    ([name, text]) => `${folder}/${name}  ${describeChange(read(join(folder, name)), text)}`,
  );
  const stale = findStale(files, folder);
  for (const name of stale) writeFileSync(join(folder, `${name}.tmp`), files[name]!);
  for (const name of stale) renameSync(join(folder, `${name}.tmp`), join(folder, name));
  return reports.join("\n");
}

function describeChange(before: string | undefined, after: string): string {
  if (before === undefined) return "created";
  if (before === after) return "unchanged";
  const added = countMissing(after, before);
  const removed = countMissing(before, after);
  return `updated: ${added} lines added, ${removed} removed`;
}

/** How many lines of one text the other does not have. */
function countMissing(text: string, other: string): number {
  const counts = new Map<string, number>();
  for (const line of other.split("\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
  return text.split("\n").filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  }).length;
}
