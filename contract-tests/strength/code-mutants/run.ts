import { readFileSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";
import { readFlags } from "../../../scripts/command/read-flags.js";
import { compareSurvivors, isNoticed, reportFile, type MutationReport } from "./compare-survivors.js";
import { findChanged } from "./find-changed.js";

const { since } = readFlags(
  `Usage: npm run test:code-mutants [-- --since COMMIT]

Runs Stryker, and compares what survived with contract-tests/strength/code-mutants/survivors.ts. Exits with 1 when a mutant
survived that is not listed there, or when one that is listed no longer does.

  --since COMMIT  only the lines that have changed since this branch parted from a commit, such as origin/main`,
  [],
  ["since"],
);

/** What a run of some lines leaves is not for the report, which shows the score of all code. */
const changesFile = "mutation-report/changes.json";

async function run(mutate: readonly string[] | undefined): Promise<string[]> {
  const fileName = mutate === undefined ? reportFile : changesFile;
  const thresholds = { high: 100, low: 95, break: null };
  await new Stryker({
    jsonReporter: { fileName },
    ...(mutate && {
      mutate: [...mutate],
      thresholds,
      reporters: ["progress-append-only", "clear-text", "json"],
    }),
  }).runMutationTest();
  const report = JSON.parse(readFileSync(fileName, "utf8")) as MutationReport;
  const survived = Object.values(report.files).flatMap(({ mutants }) =>
    mutants.filter((mutant) => !isNoticed(mutant)),
  );
  const problems = compareSurvivors(report, mutate === undefined);
  if (problems.length === 0)
    console.log(`${survived.length} mutants survived, each for a reason in survivors.ts.`);
  return problems;
}

const changed = since === undefined ? undefined : findChanged(since);
if (changed?.length === 0)
  console.log(`Of the code that Stryker mutates, no line has changed since ${since}.`);
else {
  const problems = await run(changed);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
