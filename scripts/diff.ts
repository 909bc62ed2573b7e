import { dirname, resolve } from "node:path";
import { existsSync } from "node:fs";
import { showProgress } from "./command/progress.js";
import { readFlags } from "./command/read-flags.js";
import { formats } from "./diff/report.js";

const { base, format = "terminal" } = readFlags(
  `Usage: npm run diff -- [--base REF|FILE] [--format NAME]

Says what was changed in the description since a commit or a file, whom it breaks, and which version follows. Exit 1 when
info.version or package.json says less than that.

  --base    a commit, whose generated/openapi.json is read, or a file; else the last tag, else origin/main
  --format  terminal, markdown for CHANGELOG.md, json, or github for annotations; else terminal
  --help    show this text`,
  [],
  ["base", "format"],
);
const refuse = (why: string): never => {
  console.error(why);
  process.exit(2);
};
if (!Object.hasOwn(formats, format))
  refuse(`There is no format ${format}: it is one of ${Object.keys(formats).join(", ")}.`);
const named = base !== undefined && existsSync(base) ? resolve(base) : base;
process.chdir(dirname(import.meta.dirname));

const progress = showProgress();
// Loaded late, so that what is wrong is said at once.
const { BaseError, readBase } = await import("./diff/read-base.js");
const { SpecError } = await import("./description/spec-error.js");
const root = "openapi/openapi.yaml";
try {
  const before = await readBase(named);
  progress("Bundling openapi/");
  const { bundleSource } = await import("./description/bundle.js");
  const revision = await bundleSource(root);
  progress("Comparing");
  const { makeReport } = await import("./diff/make-report.js");
  const report = await makeReport({ ...before, name: base ?? before.name }, revision, root);
  console.log(formats[format]!(report));
  if (!report.claims.every(({ isEnough }) => isEnough)) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof BaseError || error instanceof SpecError)) throw error;
  refuse(error.message);
}
