import { countMutants, fates, type Criterion, type Report } from "./findings.js";
import { escapeXml } from "./junit.js";

const most_failures = 5;
const most_items = 20;

/** A few lines for a person at a terminal. */
export function renderTerminal(report: Report, color: boolean): string {
  const paint = (code: number, text: string): string => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const { verdict, reasons, tests, seed } = report;
  const failed = tests.filter(({ state }) => state === "failed");
  const rows = listRows(report);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return [
    ...failed
      .slice(0, most_failures)
      .flatMap(({ file, name, failure = "" }) => [
        `\n${paint(31, `FAIL ${file} > ${name}`)}`,
        failure.replaceAll(/^(?=.)/gm, "  "),
      ]),
    "",
    ...(verdict === "not judged" || !isJudged(report)
      ? []
      : [
          ...rows.map((row) =>
            row
              .map((cell, column) => cell.padEnd(widths[column]!))
              .join("  ")
              .trimEnd(),
          ),
          ...listWaivers(report),
          ...listTotals(report),
        ]),
    // Each failed test has been shown.
    ...reasons
      .slice(failed.length > 0 ? 1 : 0)
      .flatMap(({ sentence, items }) => [
        paint(31, `✗ ${sentence}: ${items.length}`),
        ...shorten(items).map((item) => `  ${item}`),
      ]),
    ...listUnjudged(report),
    paint(
      verdict === "failed" ? 31 : verdict === "passed" ? 32 : 33,
      `The contract run ${verdict === "not judged" ? "is not judged" : verdict}`,
    ) + `, seed ${seed}. See contract-report/index.html`,
    "",
  ].join("\n");
}

/** The summary that a CI step shows. */
export function renderMarkdown(report: Report): string {
  const { verdict, reasons, tests, seed, mutants } = report;
  const passed = tests.filter(({ state }) => state === "passed").length;
  return [
    `## Contract report: ${verdict}`,
    `${passed} of ${tests.length} tests passed, seed ${seed}.`,
    ...[...listUnjudged(report), ...listTotals(report), ...listWaivers(report)].map(escapeMarkdown),
    ...reasons.flatMap(({ sentence, items }) => [
      `**${sentence}: ${items.length}**`,
      shorten(items)
        .map((item) => `- ${escapeMarkdown(item)}`)
        .join("\n"),
    ]),
    ...tests
      .filter(({ state }) => state === "failed")
      .slice(0, most_failures)
      .map(
        ({ file, name, failure = "" }) =>
          `<details><summary>${escapeXml(`${file} > ${name}`).replaceAll(/\s+/g, " ")}</summary>\n\n${fence(failure)}\n\n</details>`,
      ),
    "### Coverage by criterion",
    renderTable(listRows(report)),
    ...(mutants.length === 0
      ? []
      : [
          "### Mutants",
          renderTable([
            ["kind", ...fates],
            ...countMutants(report).map(({ kind, counts }) => [
              kind,
              ...fates.map((fate) => String(counts[fate])),
            ]),
          ]),
        ]),
    "",
  ].join("\n\n");
}

const isJudged = ({ judged }: Report): boolean => judged.reached || judged.proven;

/** The table of the criteria, its head first. */
export function listRows({ criteria, judged }: Report): string[][] {
  const row = ({ name, due, reached, proven, waived, ...rest }: Criterion): string[] => {
    const wrong = [
      ...(judged.reached && reached < due ? [`✗ ${due - reached} unreached`] : []),
      ...(judged.proven && rest.unproven.length > 0 ? [`✗ unproven: ${rest.unproven.join(", ")}`] : []),
    ];
    const absent = rest.not_applicable.map((id) => `n/a for ${id}`);
    const verdict = wrong.length > 0 ? wrong.join(", ") : absent.length > 0 ? absent.join(", ") : "✓";
    if (due === 0) return [name, "n/a", "n/a", String(waived), "the description has none"];
    return [
      name,
      judged.reached ? `${reached} of ${due}` : "not judged",
      judged.proven ? `${proven} of ${due}` : "not judged",
      String(waived),
      isNothing(judged) ? "" : verdict,
    ];
  };
  return [["criterion", "reached", "proven", "waived", "verdict"], ...criteria.map(row)];
}

const isNothing = ({ reached, proven }: Report["judged"]): boolean => !reached && !proven;

/** What a run can say nothing about, and why: one line. */
export function listUnjudged({ judged }: Report): string[] {
  if (judged.reached && judged.proven) return [];
  if (isNothing(judged))
    return ["Coverage is not judged: the run did not have every test, or was interrupted."];
  return [
    judged.reached
      ? "What mutants prove is not judged: the run did not have every test of contract-tests/mutants."
      : "What is reached is not judged: the run did not have every test outside contract-tests/mutants.",
  ];
}

/** Each reason for a waiver, with the number of obligations that it excuses. */
export function listWaivers({ criteria }: Report): string[] {
  const waivers = criteria.flatMap(({ obligations }) => obligations.flatMap(({ waiver }) => waiver ?? []));
  return [...new Set(waivers)].map(
    (waiver) => `${waivers.filter((each) => each === waiver).length} waived: ${waiver}`,
  );
}

export function listTotals(report: Report): string[] {
  const passed = report.answers.filter((answer) => answer.passed);
  const count = (keys: string[]): number => new Set(keys).size;
  const operations = count(passed.map(({ operationId }) => operationId));
  const statuses = count(passed.map(({ operationId, status }) => `${operationId} ${status}`));
  return [
    ...(report.judged.reached
      ? [`Answers: ${operations} operations, ${statuses} statuses, ${passed.length} examples`]
      : []),
    ...countMutants(report).map(({ kind, counts }) => {
      const total = fates.reduce((sum, fate) => sum + counts[fate], 0);
      return `${total} ${kind} mutants: ${fates.map((fate) => `${counts[fate]} ${fate}`).join(", ")}`;
    }),
  ];
}

export const shorten = (items: readonly string[]): string[] =>
  items.length <= most_items
    ? [...items]
    : [...items.slice(0, most_items), `and ${items.length - most_items} more`];

function renderTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block of code, whose fence is longer than any in the text. */
function fence(text: string): string {
  const marks = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${marks}\n${text}\n${marks}`;
}

/** One line of text as plain text in Markdown, in a table too. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[&<>]/g, escapeXml)
    .replaceAll(/[\\`*_[\]|~#]/g, "\\$&");
}
