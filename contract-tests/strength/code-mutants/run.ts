import { existsSync, readFileSync, rmSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";
import { readFlags } from "../../../scripts/command/read-flags.js";
import { compareSurvivors, reportFile, type MutationReport } from "./compare-survivors.js";
import { findChanged } from "./find-changed.js";

const { since } = readFlags(
  `Usage: npm run test:code-mutants [-- --since COMMIT]

Runs Stryker, and compares what survived with contract-tests/strength/code-mutants/survivors.ts. Exits with 1 when a mutant
survived that is not listed there or, of all code, when one that is listed no longer does.

  --since COMMIT  only the lines that have changed since this branch parted from a commit, such as origin/main; exit
                  code 2 where git knows no such commit`,
  [],
  ["since"],
);

/** What a run of some lines leaves is not for the report, which shows the score of all code. */
const changesFile = "mutation-report/changes.json";

async function run(mutate: readonly string[] | undefined): Promise<void> {
  const file = mutate === undefined ? reportFile : changesFile;
  // A run that ends before its time leaves no report, rather than that of another.
  rmSync(file, { force: true });
  await new Stryker({
    jsonReporter: { fileName: file },
    ...(mutate && {
      mutate: [...mutate],
      thresholds: { high: 100, low: 95, break: null },
      reporters: ["progress-append-only", "clear-text", "json"],
      // There may be nothing to mutate in those lines.
      allowEmpty: true,
    }),
  }).runMutationTest();
  if (mutate !== undefined && !existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, "utf8")) as MutationReport;
  const problems = compareSurvivors(report, mutate === undefined);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log("Each mutant that survived stands in survivors.ts, with a reason.");
}

if (since === undefined) await run(undefined);
else {
  const changed = findChanged(since);
  if (changed === undefined) {
    console.error(`git knows no commit ${since}.`);
    process.exitCode = 2;
  } else if (changed.length > 0) await run(changed);
  else console.log(`Of the code that Stryker mutates, no line has changed since ${since}.`);
}
