import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { readFlags } from "./command/read-flags.js";
import { describeStale, writeAll } from "./command/generated-files.js";
import { SpecError } from "./description/spec-error.js";

const { check, watch } = readFlags(
  `Usage: npm run generate [-- --check | --watch]

Regenerates generated/ from openapi/: lint, bundle, validate, then openapi.json, types.ts and client.ts.
Nothing is written before everything is known to be good.

  --check   write nothing; exit 1 when a file is stale
  --watch   regenerate whenever a file in openapi/ is saved
  --help    show this text`,
  ["check", "watch"],
);
if (check && watch) {
  console.error("--check writes nothing, so that there is nothing to watch for.");
  process.exit(2);
}
process.chdir(dirname(import.meta.dirname));
const folder = "generated";

if (watch) {
  const { watchFolder } = await import("./command/watch-folder.js");
  console.log("Watching openapi/. Stop with Ctrl-C.");
  // In a process of its own: each run loads the lint rules anew.
  watchFolder("openapi", () =>
    once(spawn(process.execPath, [...process.execArgv, process.argv[1]!], { stdio: "inherit" }), "exit"),
  );
} else if (!(await generate())) process.exitCode = 1;

async function generate(): Promise<boolean> {
  try {
    // Loaded late, so that --help and a wrong flag answer at once.
    const { render } = await import("./render/render.js");
    const files = await render("openapi/openapi.yaml");
    if (!check) {
      console.log(writeAll(files, folder));
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
