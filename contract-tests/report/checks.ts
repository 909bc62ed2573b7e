import { dirname } from "node:path";
import type { TestModule } from "vitest/node";
import { startVitest } from "vitest/node";
import { readFlags } from "../../scripts/command/read-flags.js";
import { showProgress } from "../../scripts/command/progress.js";
import { document, operations } from "../contract/cases.js";
import { criteria, listObligations } from "../strength/coverage/obligations.js";
import { seed } from "../seed.js";
import { buildReport, generated_type, type Finding, type Report } from "./findings.js";
import { alignColumns } from "./summary.js";

const { quick, list } = readFlags(
  `Usage: npm run test:checks [-- --quick]

Leaves out the checks of contract-tests/contract/checks/, one kind after the other, runs the rest, and expects a report
that fails because an obligation is no longer proven. Of the single checks it counts those that alone prove something. It
takes a few minutes.

  --quick   only work it out from one run with everything
  --list    name the single checks of which others prove all that they do
  --help    show this text`,
  ["quick", "list"],
);
process.chdir(dirname(dirname(import.meta.dirname)));
const progress = showProgress();

const file = "contract-tests/contract/contract.test.ts";
// What the compiler proves, no check does.
const obligations = listObligations(document).filter(({ criterion }) => criterion !== generated_type);
const asked = {
  operationIds: operations.map(({ operationId }) => operationId),
  obligations,
  criteria,
  testFiles: { [file]: "every check" },
};

/** What a run of the contract tests finds, of which one kind of checks is left out. */
async function run(without: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const reporter = {
    onTestRunEnd(modules: readonly TestModule[]): void {
      for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
        const { state } = test.result();
        findings.push({
          file,
          name: test.fullName,
          state: state === "pending" ? "skipped" : state,
          duration_ms: 0,
          meta: test.meta(),
        });
      }
    },
  };
  const options = { watch: false, reporters: [reporter], env: { CONTRACT_WITHOUT: without } };
  await (await startVitest("test", [file], options))?.close();
  // Vitest leaves its own for a run that failed; here the report says what failed.
  process.exitCode = 0;
  return findings;
}

const judge = (findings: readonly Finding[]): Report =>
  buildReport(seed(), asked, findings, { coverage: true, mutants: false });

const listUnproven = (report: Report): string[] =>
  report.criteria.flatMap((each) =>
    each.obligations.filter((one) => one.waiver === undefined && !one.proven).map(({ id }) => id),
  );

const kindOf = ({ name }: Finding): string => name.split(" > ")[1]!;

progress("Runs every check");
const all = await run("");
const whole = judge(all);
if (whole.verdict !== "passed") {
  console.error(`With every check the report has to pass, and it says: ${JSON.stringify(whole.reasons)}`);
  process.exit(1);
}
const alone = new Set(
  whole.criteria
    .flatMap((each) => each.obligations.map(({ proven_by }) => proven_by))
    .flatMap((tests) => (tests.length === 1 ? tests : [])),
);

const problems: string[] = [];
const rows = [["kind of check", "checks", "alone in proving something", "unproven without the kind"]];
for (const kind of [...new Set(all.map(kindOf))].toSorted()) {
  progress(`Leaves out ${kind}`);
  const own = all.filter((finding) => kindOf(finding) === kind);
  const rest = quick === true ? all.filter((finding) => kindOf(finding) !== kind) : await run(kind);
  const report = judge(rest);
  const unproven = listUnproven(report);
  if (report.verdict !== "failed" || unproven.length === 0)
    problems.push(`Without ${kind}, everything is proven as before.`);
  const idle = own.filter(({ name }) => !alone.has(name));
  if (list === true) for (const { name } of idle) console.log(`${name}: others prove what it does`);
  rows.push([
    kind,
    `${own.length}`,
    `${own.length - idle.length}`,
    `${unproven.length}: ${unproven[0] ?? ""}`,
  ]);
}

for (const line of alignColumns(rows)) console.log(line);
if (problems.length > 0) {
  console.error(["", ...problems].join("\n"));
  process.exit(1);
}
console.log("Each kind of checks is needed: without it an obligation is unproven, and the report fails.");
