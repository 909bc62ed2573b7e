import { coverageTable, liveTable, listNotes, listProblems, mutantTable } from "./contents.js";
import type { Report } from "./findings.js";
import { escapeXml } from "./junit.js";

/** A few lines for a person at a terminal. */
export function renderTerminal(report: Report, color: boolean): string {
  const { head, rows } = coverageTable(report);
  const lines = alignColumns([head, ...rows]);
  const verdict = `The contract run: ${report.verdict}. See contract-report/index.html`;
  const paint = { passed: 32, failed: 31, "not judged": 33 }[report.verdict];
  return [
    "",
    ...(report.judged.coverage ? lines : []),
    ...listNotes(report),
    ...listProblems(report, 5),
    color ? `\u001B[${paint}m${verdict}\u001B[0m` : verdict,
    "",
  ].join("\n");
}

/** Rows of texts as lines in which each column begins in one place. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}

/** The summary that a CI step shows. */
export function renderMarkdown(report: Report): string {
  const problems = listProblems(report, 20);
  return [
    `## Contract report: ${report.verdict}`,
    ...listNotes(report).map(escapeMarkdown),
    ...(problems.length > 0 ? [fence(problems.join("\n"))] : []),
    ...[
      coverageTable(report),
      mutantTable(report),
      ...(report.live === undefined ? [] : [liveTable(report.live)]),
    ].flatMap(({ caption, head, rows }) => [
      `### ${escapeMarkdown(caption)}`,
      [head, head.map(() => "---"), ...rows]
        .map((row) => `| ${row.map(escapeMarkdown).join(" | ")} |`)
        .join("\n"),
    ]),
    "",
  ].join("\n\n");
}

/** A block of code, whose fence is longer than any in the text. */
function fence(text: string): string {
  const marks = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${marks}\n${text}\n${marks}`;
}

/** One line of text as plain text in Markdown, in a table too. */
function escapeMarkdown(text: string): string {
  return escapeXml(text.replaceAll(/\s+/g, " ")).replaceAll(/[\\`*_[\]|~]/g, "\\$&");
}
