import type { CodeMutants } from "./code-mutants.js";
import {
  failed_tests,
  fates,
  generated_type,
  isJudged,
  type Changes,
  type Criterion,
  type Report,
} from "./findings.js";
import type { LiveServer } from "../verify/render.js";

/** What the surfaces have in common, as plain text. `✓` and `✗` say what is good and bad. */
export interface Table {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

export function coverageTable({ criteria, judged }: Report): Table {
  const count = (is_judged: boolean, done: number, due: number): string =>
    due === 0 ? "n/a" : is_judged ? `${done} of ${due}` : "not judged";
  const row = ({ name, due, not_applicable, reached, proven, waived }: Criterion): string[] => [
    name,
    count(judged.coverage, reached, due),
    count(judged.coverage, proven, due),
    String(waived),
    [
      ...(judged.coverage && reached < due ? [`✗ ${due - reached} unreached`] : []),
      ...(judged.coverage && proven < due ? [`✗ ${due - proven} unproven`] : []),
      ...listMissing(name, due, not_applicable),
    ].join(", "),
  ];
  const head = ["criterion", "reached", "proven", "waived", "remarks"];
  return { caption: "Coverage by criterion", head, rows: criteria.map(row) };
}

/** The operations of which a criterion has nothing; that nobody typed what an operation is, is no failure. */
function listMissing(name: string, due: number, operationIds: readonly string[]): string[] {
  if (name === generated_type) return operationIds.map((id) => `no second source for ${id}`);
  return due > 0 ? operationIds.map((id) => `n/a for ${id}`) : [];
}

/** Operation × status × example: which answers a passing test has had from the mock. */
export function answerTable({ answers, judged }: Report): Table {
  const missing = judged.coverage ? "✗ not covered" : "not judged";
  const operations = [...new Set(answers.map(({ operationId }) => operationId))];
  const keyOf = ({ status, example }: (typeof answers)[number]): string => `${status} ${example}`;
  const rows = [...new Set(answers.map(keyOf))].toSorted().map((key) => [
    key,
    ...operations.map((id) => {
      const answer = answers.find((each) => each.operationId === id && keyOf(each) === key);
      return answer === undefined ? "not described" : answer.passed ? "✓ covered" : missing;
    }),
  ]);
  return {
    caption: "Answers by operation, status and example",
    head: ["status and example", ...operations],
    rows,
  };
}

/** What `npm run verify` was answered. */
export function liveTable({ server, verdict, asked, left_out }: LiveServer): Table {
  const rows = asked.map(({ operationId, what, status = "no answer", broken, news, unclear }) => [
    operationId,
    what,
    String(status),
    broken.length > 0 ? `✗ ${broken.join(", ")}` : unclear === undefined ? "✓ as described" : unclear,
    news.join(", "),
  ]);
  return {
    caption: `A live server, ${server}: ${verdict}`,
    head: ["operation", "asked with", "status", "answer", "news"],
    rows: [...rows, ...left_out.map((each) => [each, "", "", "not asked", ""])],
  };
}

export function mutantTable({ mutants }: Report): Table {
  const rows = [...new Set(mutants.map(({ kind }) => kind))].map((kind) => [
    kind,
    ...fates.map((fate) => String(mutants.filter((each) => each.kind === kind && each.fate === fate).length)),
  ]);
  return { caption: "Mutants by kind", head: ["kind", ...fates], rows };
}

export function fileTable({ files }: Report): Table {
  const rows = files.map(({ file, proves = "✗ not said", tests }) => [
    file.replace("contract-tests/", ""),
    proves,
    tests === 0 ? "✗ missing" : `${tests}`,
  ]);
  return { caption: "Test files", head: ["file", "what it proves", "tests"], rows };
}

export function slowestTable({ tests }: Report): Table {
  const slowest = tests.toSorted((one, other) => other.duration_ms - one.duration_ms).slice(0, 10);
  const rows = slowest.map(({ file, name, duration_ms }) => [
    name,
    file,
    `${Math.round(duration_ms)}\u00A0ms`,
  ]);
  return { caption: "Slowest tests", head: ["test", "file", "time"], rows };
}

/** What a run did not judge, its totals, and each reason for a waiver: a line each. */
export function listNotes(report: Report): string[] {
  const { answers, changes, code_mutants, criteria, judged, seed } = report;
  const passed = answers.filter((answer) => answer.passed);
  const statuses = new Set(passed.map(({ operationId, status }) => `${operationId} ${status}`));
  const waivers = criteria.flatMap(({ obligations }) => obligations.flatMap(({ waiver }) => waiver ?? []));
  if (!isJudged(judged))
    return [`Seed ${seed}. Coverage is not judged: the run left tests out, or was interrupted.`];
  return [
    `Seed ${seed}.`,
    judged.coverage
      ? `Answers: ${statuses.size} statuses, ${passed.length} of ${answers.length} examples.`
      : "Coverage is not judged: the run left out tests that count for it.",
    ...(judged.tools ? [] : ["The tests of the tools did not run, or not all of them."]),
    ...(judged.mutants ? [] : ["The mutants did not run, or not all of them."]),
    ...mutantTable(report).rows.map(
      ([kind, ...counts]) =>
        `Mutants of the ${kind}: ${fates.map((fate, index) => `${counts[index]} ${fate}`).join(", ")}.`,
    ),
    ...(code_mutants === undefined ? [] : [describeCodeMutants(code_mutants)]),
    ...criteria
      .filter(({ name, not_applicable }) => name === generated_type && not_applicable.length > 0)
      .map(({ not_applicable: ids }) => `Operations without a second source: ${ids.length}.`),
    ...groupBy(waivers, (waiver) => waiver).map(([waiver, own]) => `${own.length} waived: ${waiver}`),
    ...(changes === undefined
      ? []
      : [
          `Obligations since the base: ${Object.entries(changes)
            .map(([what, { length }]) => `${length} ${what}`)
            .join(", ")}.`,
        ]),
  ];
}

function describeCodeMutants({ files, changed, mutants, noticed }: CodeMutants): string {
  const score = `Code mutants, when Stryker last ran: ${noticed} of ${mutants} noticed.`;
  return changed === 0
    ? score
    : `${score} Of ${files} files, ${changed} have changed since, and are left out.`;
}

/** Why the run failed, with at most so many tests and items of each reason. */
export function listProblems({ tests, reasons }: Report, most: number): string[] {
  const limit = (items: readonly string[]): string[] =>
    items.length > most ? [...items.slice(0, most), `and ${items.length - most} more`] : [...items];
  const failed = tests.filter(({ state }) => state === "failed");
  return [
    ...limit(failed.map(({ file, name, failure = "" }) => `✗ ${file} > ${name}\n${indent(failure)}\n`)),
    ...reasons
      .filter(({ sentence }) => sentence !== failed_tests)
      .map(({ sentence, items }) => `✗ ${sentence}: ${items.length}\n${indent(limit(items).join("\n"))}`),
  ];
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");

/** What became of an obligation, with the sign that stands for it. */
export const states = {
  proven: "■",
  reached: "▤",
  unreached: "✗",
  waived: "□",
  "not judged": "·",
} as const;

/** The obligations of an operation by criterion: a cell for each. */
export interface OperationMap {
  operationId: string;
  rows: { criterion: string; cells: { id: string; state: keyof typeof states; is_new: boolean }[] }[];
}

export function listMaps({ criteria, judged }: Report): OperationMap[] {
  const operationIds = new Set(
    criteria.flatMap(({ obligations }) => obligations.flatMap((each) => each.operationIds)),
  );
  const stateOf = ({ waiver, reached, proven }: Criterion["obligations"][number]): keyof typeof states => {
    if (waiver !== undefined) return "waived";
    if (!judged.coverage) return "not judged";
    return proven ? "proven" : reached ? "reached" : "unreached";
  };
  return [...operationIds].map((operationId) => ({
    operationId,
    rows: criteria.flatMap(({ name, obligations }) => {
      const own = obligations.filter((each) => each.operationIds.includes(operationId));
      const cells = own.map((each) => ({
        id: each.id,
        state: stateOf(each),
        is_new: each.is_new === true,
      }));
      return cells.length === 0 ? [] : { criterion: name, cells };
    }),
  }));
}

/** What an earlier report says otherwise. */
export function changeGroups({ changes = {} as Changes }: Report): Group[] {
  return Object.entries(changes).flatMap(([title, items]) => (items.length === 0 ? [] : { title, items }));
}

/** A list that is too long to stand open. */
export interface Group {
  title: string;
  items: string[];
}

export function obligationGroups({ criteria, judged }: Report): Group[] {
  const stateOf = ({ waiver, reached, proven, astray }: Criterion["obligations"][number]): string => {
    if (waiver !== undefined) return "waived";
    if (!judged.coverage) return "not judged";
    const beyond = astray.length > 0 ? ", with an opposite that denies more" : "";
    return `${reached ? "reached" : "✗ unreached"}, ${proven ? "proven" : "✗ unproven"}${beyond}`;
  };
  const groups = criteria.flatMap(({ name, obligations }) =>
    groupBy(obligations, stateOf).map(([state, own]) => ({
      title: `${name}: ${state}`,
      items: own.map(({ id }) => id),
    })),
  );
  // What nobody would notice comes first.
  const isBad = ({ title }: Group): boolean => title.includes("✗");
  return [...groups.filter(isBad), ...groups.filter((group) => !isBad(group))];
}

/** The busiest killers first. What survived and what breaks no caller stand among them by their fate. */
export function killerGroups({ mutants }: Report): Group[] {
  return groupBy(mutants, ({ fate, killers }) => (fate.startsWith("by ") ? killers[0]! : fate))
    .map(([title, own]) => ({ title, items: own.map(({ name }) => name) }))
    .toSorted((one, other) => other.items.length - one.items.length);
}

function groupBy<T>(list: readonly T[], keyOf: (each: T) => string): [key: string, own: T[]][] {
  return [...new Set(list.map(keyOf))].map((key) => [key, list.filter((each) => keyOf(each) === key)]);
}
