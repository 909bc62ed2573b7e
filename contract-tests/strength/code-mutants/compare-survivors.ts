import { survivors, type Survivor } from "./survivors.js";

/** The part of Stryker's report that is read here and in `report/`. */
export interface MutationReport {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  mutatorName: string;
  replacement: string;
  status: string;
  location: Record<"start" | "end", { line: number; column: number }>;
}

/** Where a run of Stryker leaves what it found. */
export const reportFile = "mutation-report/mutation.json";

/** What a survivor is not, by Stryker's word for it. Of what was not tried, after a crash of the runner too, nothing is known. */
export const isNoticed = ({ status }: Pick<Mutant, "status">): boolean =>
  ["Killed", "Timeout"].includes(status);

/**
 * What survived and is not listed; after a run of all code also what is listed, and no longer survives. Whether a mutant
 * that only takes longer ends in time depends on the machine: one that is listed may do either.
 */
export function compareSurvivors({ files }: MutationReport, is_whole: boolean): string[] {
  const namesOf = (test: (mutant: Mutant) => boolean): string[] =>
    Object.entries(files).flatMap(([file, { source, mutants }]) =>
      mutants.filter(test).map((mutant) => nameMutant(file, source, mutant)),
    );
  const survived = namesOf((mutant) => !isNoticed(mutant));
  const slow = namesOf(({ status }) => status === "Timeout");
  const listed = survivors.map(keyOf);
  const gone = is_whole ? without(listed, [...survived, ...slow]) : [];
  return [
    ...without(survived, listed).map((name) => `Survived: ${name}`),
    ...gone.map((name) => `Listed, but no survivor: ${name}`),
  ];
}

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

/** What is left of a list when each name of another took one of its kind away. */
function without(names: readonly string[], others: readonly string[]): string[] {
  const left = [...names];
  for (const name of others) if (left.includes(name)) left.splice(left.indexOf(name), 1);
  return left;
}
