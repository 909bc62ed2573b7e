import { existsSync, mkdirSync, readFileSync, renameSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readFlags } from "./cli.js";
import { SpecError } from "./spec-error.js";

const help = `Usage: npm run generate [-- --check | --watch]

Regenerates generated/ from openapi/: lint, bundle, validate, then openapi.json, types.ts and client.ts.
Nothing is written before everything is known to be good.

  --check   write nothing; exit 1 when a file is stale
  --watch   regenerate whenever a file in openapi/ is saved
  --help    show this text`;

/** Compares rendered files with those in `folder`: the names of all that differ. */
export function findStale(files: Readonly<Record<string, string>>, folder: string): string[] {
  return Object.keys(files).filter((name) => read(join(folder, name)) !== files[name]);
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

async function runOnce(check: boolean): Promise<boolean> {
  const folder = "generated";
  try {
    // Loaded late, so that --help and a wrong flag answer at once.
    const { render } = await import("./render.js");
    const files = await render("openapi/openapi.yaml");
    if (!check) {
      console.log(writeAll(files, folder));
      return true;
    }
    const stale = findStale(files, folder);
    if (stale.length === 0) console.log("generated/ is up to date.");
    else
      console.error(
        `${stale.map((name) => `${folder}/${name} is stale.`).join("\n")}\nRun: npm run generate`,
      );
    return stale.length === 0;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    console.error(
      `${error.message}\n${error.problems.length} problem(s) in the API description; ${folder}/ is as it was.`,
    );
    return false;
  }
}

function watchSource(folder: string): void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  console.log(`Watching ${folder}/. Stop with Ctrl-C.`);
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    // Editors save in several steps.
    timer = setTimeout(() => (running = running.then(() => runOnce(false))), 100);
  });
}

async function main(): Promise<void> {
  process.chdir(dirname(import.meta.dirname));
  const flags = readFlags(help, ["check", "watch"]);
  const good = await runOnce(flags.check === true);
  if (flags.watch) watchSource("openapi");
  else if (!good) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
