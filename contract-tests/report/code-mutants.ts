import { existsSync, readFileSync } from "node:fs";
import { isNoticed, reportFile, type MutationReport } from "../strength/code-mutants/compare-survivors.js";
import { listMutated } from "../strength/code-mutants/find-changed.js";

/** What Stryker's last run over all code says of the code as it is now. */
export interface CodeMutants {
  files: number;
  /** Files that are not what was mutated; nothing is known of theirs. */
  changed: number;
  mutants: number;
  noticed: number;
}

/** Undefined where no such run has left its report. */
export function readCodeMutants(): CodeMutants | undefined {
  if (!existsSync(reportFile)) return undefined;
  const report = JSON.parse(readFileSync(reportFile, "utf8")) as MutationReport;
  const read = (file: string): string | undefined =>
    existsSync(file) ? readFileSync(file, "utf8") : undefined;
  return countMutants(report, Object.fromEntries(listMutated().map((file) => [file, read(file)])));
}

export function countMutants(
  { files }: MutationReport,
  now: Readonly<Record<string, string | undefined>>,
): CodeMutants {
  const names = [...new Set([...Object.keys(files), ...Object.keys(now)])];
  const same = names.filter((file) => files[file] !== undefined && files[file].source === now[file]);
  const mutants = same.flatMap((file) => files[file]!.mutants);
  return {
    files: names.length,
    changed: names.length - same.length,
    mutants: mutants.length,
    noticed: mutants.filter(isNoticed).length,
  };
}
