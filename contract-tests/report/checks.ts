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

const { quick } = readFlags(
  `Usage: npm run test:checks [-- --quick]

Leaves out each check of contract-tests/contract/checks/ and expects a report that fails because an obligation is no
longer proven. What is left of a run without one check is worked out from a run with every check; without the checks of
one kind the rest is run again, which takes a few minutes.

  --quick   work that out too
  --help    show this text`,
  ["quick"],
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
  buildReport(seed(), asked, findings, { coverage: true, tools: false, mutants: false });

const listUnproven = (report: Report): string[] =>
  report.criteria.flatMap((each) =>
    each.obligations.filter((one) => one.waiver === undefined && !one.proven).map(({ id }) => id),
  );

const kindOf = ({ name }: Finding): string => name.split(" > ")[1]!;

const problems: string[] = [];

progress("Runs every check");
const all = await run("");
const whole = judge(all);
if (whole.verdict !== "passed") {
  console.error(`With every check the report has to pass, and it says: ${JSON.stringify(whole.reasons)}`);
  process.exit(1);
}

/** The obligations that are no longer proven without something. */
function listLost(what: string, rest: readonly Finding[]): string[] {
  const report = judge(rest);
  const unproven = listUnproven(report);
  if (report.verdict !== "failed" || unproven.length === 0)
    problems.push(`Without ${what}, everything is proven as before.`);
  return unproven;
}

const rows = [["kind of check", "checks", "unproven without it"]];
for (const kind of [...new Set(all.map(kindOf))].toSorted()) {
  progress(`Leaves out ${kind}`);
  const own = all.filter((finding) => kindOf(finding) === kind);
  for (const check of own)
    listLost(
      check.name,
      all.filter((finding) => finding !== check),
    );
  const rest = quick === true ? all.filter((finding) => kindOf(finding) !== kind) : await run(kind);
  const unproven = listLost(`the checks of ${kind}`, rest);
  rows.push([kind, `${own.length}`, `${unproven.length}: ${unproven[0] ?? ""}`]);
}

for (const line of alignColumns(rows)) console.log(line);
if (problems.length > 0) {
  console.error(["", ...problems].join("\n"));
  process.exit(1);
}
console.log("Each check is needed: without it an obligation is unproven, and the report fails.");
