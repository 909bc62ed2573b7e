import { dirname, join, resolve } from "node:path";
import { readFlags } from "./command/read-flags.js";
import { findOther, writeAll } from "./command/generated-files.js";
import { showProgress } from "./command/progress.js";
import { InexpressibleError, SpecError } from "./description/spec-error.js";
import { regenerate } from "./command/regenerate.js";

const { check, watch, spec, out } = readFlags(
  `Usage: npm run generate [-- --check | --watch | --spec FILE --out DIR]

Regenerates generated/ from openapi/: lint, bundle, validate, then openapi.json, types.ts, client.ts
and examples.ts. Nothing is written before everything is known to be good.

  --check   write nothing; exit 1 when a file is stale
  --watch   regenerate whenever a file in openapi/ is saved
  --spec    read somebody else's OpenAPI 3.0 or 3.1 document instead, without the lint rules of openapi/
  --out     and write the four files into this folder
  --help    show this text`,
  ["check", "watch"],
  ["spec", "out"],
);
const refuse = (why: string): never => {
  console.error(why);
  process.exit(2);
};
if (check && watch) refuse("--check writes nothing, so that there is nothing to watch for.");
if ((spec === undefined) !== (out === undefined)) refuse("--spec and --out go together.");
if (spec !== undefined && (check || watch)) refuse("--spec goes with neither --check nor --watch.");
const foreign = spec && out ? { spec: resolve(spec), out: resolve(out) } : undefined;
process.chdir(dirname(import.meta.dirname));
const most = 10;

if (watch) {
  const { watchFolder } = await import("./command/watch-folder.js");
  const { keepWarm } = await import("./command/keep-warm.js");
  console.log("Watching openapi/. Stop with Ctrl-C.");
  const run = keepWarm(join(import.meta.dirname, "command/regenerate-when-asked.ts"));
  // A process loads the lint rules, and what they import, only once.
  const isModule = (file: string): boolean => /\.(?:[cm]?[jt]s|json)$/.test(file);
  watchFolder("openapi", (saved) => run(saved.some(isModule)));
} else if (!(await (foreign ? generateForeign(foreign) : regenerate(check)))) process.exitCode = 1;

async function generateForeign({ spec: file, out: target }: { spec: string; out: string }): Promise<boolean> {
  try {
    const other = findOther(["openapi.json", "types.ts", "client.ts", "examples.ts"], target);
    if (other !== undefined) refuse(`${join(target, other)} was not generated: it would be lost.`);
    const { renderForeign } = await import("./render/render-foreign.js");
    const { files, notes } = await renderForeign(file, showProgress());
    for (const note of notes.slice(0, most)) console.log(note);
    if (notes.length > most) console.log(`and ${notes.length - most} more.`);
    console.log(writeAll(files, target));
    return true;
  } catch (error) {
    const { message, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof SpecError || error instanceof InexpressibleError)
      console.error(`${message}\nNothing was written.`);
    else if (syscall !== undefined) console.error(`${target} cannot be written: ${message}`);
    else throw error;
    return false;
  }
}
