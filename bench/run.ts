import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { showProgress } from "../scripts/command/progress.js";
import { readFlags } from "../scripts/command/read-flags.js";
import { measureGeneration } from "./generation.js";
import { measure } from "./plan.js";
import { install, prepare } from "./prepare.js";
import { describeTargets, writeReport } from "./report.js";
import { readResults, writeResults, type Results } from "./results.js";
import { findWorse } from "./targets.js";

const { quick, check, generate } = readFlags(
  `Usage: npm run bench -- [--quick] [--check] [--generate]

Compares this package's clients with native fetch and with other clients, against a server on this machine. Writes
bench/results.json, bench/results.md, bench/results.svg and the figures of docs/performance.md. Takes about six minutes.

  --quick      only ours, native fetch and openapi-fetch, for a minute; prints the targets and writes nothing
  --check      write nothing, and exit 1 where ours is a quarter worse than bench/results.json has it
  --generate   instead: what generating clients of 2 to 1,000 operations costs, and the tests; takes many minutes
  --help       show this text`,
  ["quick", "check", "generate"],
);
process.chdir(dirname(import.meta.dirname));
const progress = showProgress();

install();
const before = readResults();
if (generate) {
  if (before === undefined) throw new Error("Run `npm run bench` first.");
  await write({ ...before, generation: measureGeneration(progress) });
} else {
  progress("builds the package and the other clients");
  await prepare();
  const measured = await measure(quick === true, progress);
  console.log(describeTargets(measured));
  if (!quick && !check)
    await write({ ...measured, ...(before?.generation && { generation: before.generation }) });
  if (check) {
    const worse = findWorse(measured.figures, before?.figures ?? {});
    console.log(worse.length === 0 ? "Nothing is a quarter worse than it was." : worse.join("\n"));
    process.exitCode = worse.length === 0 ? 0 : 1;
  }
}

async function write(results: Results): Promise<void> {
  await writeResults(results);
  // Where it is drawn by a library of bench/node_modules, which not everybody has.
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "bench/chart.ts"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The chart could not be drawn.");
  await writeReport(results);
}
