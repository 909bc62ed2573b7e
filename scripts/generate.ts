import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join, resolve } from "node:path";
import { readFlags } from "./command/read-flags.js";
import { describeStale, findOther, writeAll } from "./command/generated-files.js";
import { SpecError } from "./description/spec-error.js";

const { check, watch, spec, out } = readFlags(
  `Usage: npm run generate [-- --check | --watch | --spec FILE --out DIR]

Regenerates generated/ from openapi/: lint, bundle, validate, then openapi.json, types.ts and client.ts.
Nothing is written before everything is known to be good.

  --check   write nothing; exit 1 when a file is stale
  --watch   regenerate whenever a file in openapi/ is saved
  --spec    read somebody else's OpenAPI 3.0 or 3.1 document instead, without the lint rules of openapi/
  --out     and write the three files into this folder
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
const folder = "generated";
const most = 10;

if (watch) {
  const { watchFolder } = await import("./command/watch-folder.js");
  console.log("Watching openapi/. Stop with Ctrl-C.");
  // In a process of its own: each run loads the lint rules anew.
  watchFolder("openapi", () =>
    once(spawn(process.execPath, [...process.execArgv, process.argv[1]!], { stdio: "inherit" }), "exit"),
  );
} else if (!(await (foreign ? generateForeign(foreign) : generate()))) process.exitCode = 1;

async function generateForeign({ spec: file, out: target }: { spec: string; out: string }): Promise<boolean> {
  const { InexpressibleError, renderForeign } = await import("./render/render-foreign.js");
  try {
    const { files, notes } = await renderForeign(file);
    const other = findOther(files, target);
    if (other !== undefined) {
      console.error(`${join(target, other)} is no file that this command has written: it stays as it is.`);
      return false;
    }
    for (const note of notes.slice(0, most)) console.log(note);
    if (notes.length > most) console.log(`and ${notes.length - most} more.`);
    console.log(writeAll(files, target));
    return true;
  } catch (error) {
    if (!(error instanceof InexpressibleError)) throw error;
    console.error(`${error.message}\nNothing was written.`);
    return false;
  }
}

async function generate(): Promise<boolean> {
  try {
    // Loaded late, so that --help and a wrong flag answer at once.
    const { render } = await import("./render/render.js");
    const files = await render("openapi/openapi.yaml");
    if (!check) {
      console.log(writeAll(files, folder));
      const { listWholeBodies } = await import("./render/render-client.js");
      for (const note of listWholeBodies(JSON.parse(files["openapi.json"]!))) console.log(note);
      return true;
    }
    const stale = describeStale(files, folder);
    if (stale === undefined) console.log("generated/ is up to date.");
    else console.error(stale);
    return stale === undefined;
  } catch (error) {
    const { message, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof SpecError)
      console.error(
        `${message}\n${error.problems.length} problem(s) in the API description; ${folder}/ is as it was.`,
      );
    else if (syscall !== undefined) console.error(`${folder}/ cannot be written: ${message}`);
    else throw error;
    return false;
  }
}
