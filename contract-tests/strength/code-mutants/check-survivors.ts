import { readFileSync } from "node:fs";
import { readFlags } from "../../../scripts/command/read-flags.js";
import { survivors, type Survivor } from "./survivors.js";

/** The part of Stryker's report that is read here. */
interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  mutatorName: string;
  replacement: string;
  status: string;
  location: Record<"start" | "end", { line: number; column: number }>;
}

readFlags(
  `Usage: npm run test:code-mutants

Runs Stryker, and compares its report with contract-tests/strength/code-mutants/survivors.ts. Exits with 1 when a mutant survived
that is not listed there, or when one that is listed no longer does.`,
  [],
);

const fold = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const keyOf = ({ file, mutator, from, to }: Omit<Survivor, "reason">): string =>
  `${file} ${mutator}: ${from} → ${to}`;

/** A mutant by the text of its lines, before and after. */
function nameMutant(file: string, source: string, mutant: Mutant): string {
  const { start, end } = mutant.location;
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const before = lines[0]!.slice(0, start.column - 1);
  const after = lines.at(-1)!.slice(end.column - 1);
  const to = fold(before + mutant.replacement + after);
  return keyOf({ file, mutator: mutant.mutatorName, from: fold(lines.join("\n")), to });
}

const report: Report = JSON.parse(readFileSync("mutation-report/mutation.json", "utf8"));
const namesOf = (...statuses: string[]): string[] =>
  Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => statuses.includes(status))
      .map((mutant) => nameMutant(file, source, mutant)),
  );
// What was not tried, a crash of the runner included, is not known to be noticed.
const survived = namesOf("Survived", "NoCoverage", "RuntimeError", "CompileError", "Ignored", "Pending");
// Whether a mutant that only takes longer ends in time depends on the machine.
const slow = namesOf("Timeout");

/** What is left of a list when each name of another took one of its kind away. */
function without(names: readonly string[], others: readonly string[]): string[] {
  const left = [...names];
  for (const name of others) if (left.includes(name)) left.splice(left.indexOf(name), 1);
  return left;
}

const listed = survivors.map(keyOf);
const problems = [
  ...without(survived, listed).map((name) => `Survived: ${name}`),
  ...without(listed, [...survived, ...slow]).map((name) => `Listed, but no survivor: ${name}`),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(
    `${survived.length} mutants survived, each for a reason in contract-tests/strength/code-mutants/survivors.ts.`,
  );
