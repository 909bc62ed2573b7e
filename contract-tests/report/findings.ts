import type { TaskMeta } from "vitest";
import type { CodeMutants } from "./code-mutants.js";
import type { Obligation } from "../strength/coverage/obligation.js";
import type { LiveServer } from "../verify/render.js";
import type { MutantOutcome } from "../strength/evidence.js";

/** A test, or what went wrong around the tests. */
export interface Finding {
  /** Relative, with slashes; empty for what happened in no file in particular. */
  file: string;
  name: string;
  state: "passed" | "failed" | "skipped";
  /** This and `meta` are left out of report.json, which is the same for two runs with one seed. */
  duration_ms: number;
  /** What failed, what is to blame, and how to see it again. */
  failure?: string;
  meta: TaskMeta;
}

/** What a run is judged by: it had every test that counts for it. */
export type Judged = Record<"coverage" | "tools" | "mutants", boolean>;

const parts: [part: keyof Judged, files: RegExp][] = [
  ["tools", /contract-tests\/(generation|package)\//],
  ["mutants", /contract-tests\/strength\/mutants\//],
];

/** What a test file, or a pattern of some, counts for. */
export const partOf = (path: string): keyof Judged =>
  parts.find(([, files]) => files.test(path.replaceAll("\\", "/")))?.[0] ?? "coverage";

export const isJudged = (judged: Judged): boolean => Object.values(judged).includes(true);

export interface Criterion {
  name: string;
  /** Without the waived ones; so are the next two. */
  due: number;
  reached: number;
  proven: number;
  waived: number;
  /** The operations that the description has nothing of it for. */
  not_applicable: string[];
  obligations: (Obligation & {
    reached: boolean;
    proven: boolean;
    /** Tests that would fail without it, of each kind no more than two. */
    proven_by: string[];
    /** The base, an earlier report, has it not. */
    is_new?: true;
    /** Tests that notice its opposite and do not exercise it: the opposite denies more than this. A few are tried. */
    astray: string[];
  })[];
}

export const failed_tests = "Tests that failed";
/** The criterion that stands on what people typed: it has nothing of an operation of which nobody did. */
export const generated_type = "generated type";
export const fates = ["by tsc", "by checks", "widening", "survived"] as const;
type Fate = (typeof fates)[number];

/** Everything that one run found out. Each surface shows this and nothing else. */
export interface Report {
  seed: number;
  judged: Judged;
  verdict: "passed" | "failed" | "not judged";
  /** Why it failed: a sentence, and each place where. */
  reasons: { sentence: string; items: string[] }[];
  criteria: Criterion[];
  answers: { operationId: string; status: string; example: string; passed: boolean }[];
  mutants: (MutantOutcome & { fate: Fate })[];
  /** The test files that ran or should have, with what each proves, if that is written down. */
  files: { file: string; proves: string | undefined; tests: number }[];
  tests: Finding[];
  /** What a live server was asked before the run; the run is not judged by it. */
  live?: LiveServer;
  /** How many of Stryker's mutants its last run noticed; the run is not judged by it. */
  code_mutants?: CodeMutants;
  /** What an earlier report says otherwise; undefined where there is none to compare with. */
  changes?: Changes;
}

/** The obligations by what became of them since an earlier report. */
export type Changes = Record<"new" | "gone" | "proven now" | "proven no more", string[]>;

/** What the description asks for. */
export interface Asked {
  operationIds: readonly string[];
  obligations: readonly Obligation[];
  /** The names, in order: one that no obligation has is shown too. */
  criteria: readonly string[];
  /** What each test file proves, where it says so. */
  testFiles: Readonly<Record<string, string | undefined>>;
}

/** Puts what the tests found beside what the description asks for, in an order that no run can change. */
export function buildReport(
  seed: number,
  asked: Asked,
  findings: readonly Finding[],
  judged: Judged,
): Report {
  const passed = findings.filter(({ state }) => state === "passed");
  const mutants = findings.flatMap(({ meta: { mutant } }) =>
    mutant === undefined ? [] : { ...mutant, fate: fateOf(mutant) },
  );
  const criteria = listCriteria(asked, passed);
  const found = {
    criteria,
    answers: listAnswers(criteria),
    mutants: sorted(mutants),
    files: listFiles(asked, findings, judged),
    tests: sorted(findings),
  };
  const reasons = listReasons(found, judged).filter(({ items }) => items.length > 0);
  const verdict = reasons.length > 0 ? "failed" : isJudged(judged) ? "passed" : "not judged";
  return { seed, judged, verdict, reasons, ...found };
}

function listCriteria(
  { operationIds, obligations, criteria }: Asked,
  passed: readonly Finding[],
): Criterion[] {
  const reached = new Set(passed.flatMap(({ meta }) => meta.reached ?? []));
  const proven = listTests(passed, ({ proven: ids }) => ids);
  const astray = listTests(passed, ({ astray: ids }) => ids);
  const names = new Set([...criteria, ...obligations.map(({ criterion }) => criterion)]);
  return [...names].map((name) => {
    const own = obligations
      .filter(({ criterion }) => criterion === name)
      .map((each) => ({
        ...each,
        reached: reached.has(each.id),
        proven: proven.has(each.id),
        proven_by: proven.get(each.id) ?? [],
        astray: astray.get(each.id) ?? [],
      }));
    const due = own.filter(({ waiver }) => waiver === undefined);
    const asked = new Set(due.flatMap(({ operationIds: all }) => all));
    return {
      name,
      due: due.length,
      reached: due.filter((each) => each.reached).length,
      proven: due.filter((each) => each.proven).length,
      waived: own.length - due.length,
      not_applicable: operationIds.filter((id) => !asked.has(id)),
      obligations: own,
    };
  });
}

/** By what they are about, the names of tests. */
function listTests(
  findings: readonly Finding[],
  idsOf: (meta: TaskMeta) => string[] | undefined,
): Map<string, string[]> {
  const tests = new Map<string, string[]>();
  for (const { name, meta } of findings)
    for (const id of idsOf(meta) ?? []) tests.set(id, [...(tests.get(id) ?? []), name].toSorted());
  return tests;
}

function listAnswers(criteria: readonly Criterion[]): Report["answers"] {
  const examples = criteria.find(({ name }) => name === "example")?.obligations ?? [];
  return examples.map(({ id, operationIds: [operationId = ""], reached }) => {
    const [status = "", example = ""] = id.slice(`${operationId}: example: `.length).split(" ");
    return { operationId, status, example, passed: reached };
  });
}

function listFiles({ testFiles }: Asked, findings: readonly Finding[], judged: Judged): Report["files"] {
  const isDue = (file: string): boolean => judged[partOf(file)];
  const ran = findings.map(({ file }) => file).filter((file) => file !== "");
  return [...new Set([...Object.keys(testFiles).filter(isDue), ...ran])].toSorted().map((file) => ({
    file,
    proves: testFiles[file],
    tests: ran.filter((each) => each === file).length,
  }));
}

function fateOf({ killers, widening }: MutantOutcome): Fate {
  if (widening) return "widening";
  if (killers.length === 0) return "survived";
  return killers[0] === "tsc" ? "by tsc" : "by checks";
}

function listReasons(
  { criteria, mutants, files, tests }: Pick<Report, "criteria" | "mutants" | "files" | "tests">,
  judged: Judged,
): Report["reasons"] {
  const { coverage } = judged;
  const is_judged = isJudged(judged);
  const titles = (state: Finding["state"]): string[] =>
    tests.filter((test) => test.state === state).map(({ file, name }) => `${file} > ${name}`);
  const due = criteria.flatMap(({ obligations }) => obligations.filter(({ waiver }) => waiver === undefined));
  const unreached = due.filter((each) => !each.reached).map(({ id }) => id);
  const unproven = due.filter((each) => each.reached && !each.proven).map(({ id }) => id);
  const filesThat = (test: (each: Report["files"][number]) => boolean): string[] =>
    files.filter(test).map(({ file }) => file);
  const survivors = mutants.filter(({ fate }) => fate === "survived").map(({ name }) => name);
  return [
    { sentence: failed_tests, items: titles("failed") },
    { sentence: "Tests that were skipped", items: is_judged ? titles("skipped") : [] },
    { sentence: "Obligations that no passing test exercised", items: coverage ? unreached : [] },
    { sentence: "Obligations without which no test would fail", items: coverage ? unproven : [] },
    { sentence: "Mutants that survived", items: survivors },
    {
      sentence: "Test files that git tracks and that did not run",
      items: filesThat(({ tests: ran }) => ran === 0),
    },
    {
      sentence: "Test files whose first line is no comment that says what they prove",
      items: is_judged ? filesThat(({ proves, tests: ran }) => proves === undefined && ran > 0) : [],
    },
  ];
}

/** Compares with the report.json of an earlier run, and marks what is new since. */
export function compareWith(base: Pick<Report, "criteria">, report: Report): Report {
  const list = ({ criteria }: Pick<Report, "criteria">) =>
    new Map(criteria.flatMap(({ obligations }) => obligations.map((each) => [each.id, each] as const)));
  const [before, now] = [list(base), list(report)];
  const both = [...now.values()].filter(({ id }) => before.has(id));
  const changes = {
    new: [...now.keys()].filter((id) => !before.has(id)),
    gone: [...before.keys()].filter((id) => !now.has(id)),
    "proven now": both.filter(({ id, proven }) => proven && !before.get(id)!.proven).map(({ id }) => id),
    "proven no more": both.filter(({ id, proven }) => !proven && before.get(id)!.proven).map(({ id }) => id),
  };
  const criteria = report.criteria.map((criterion) => ({
    ...criterion,
    obligations: criterion.obligations.map((each) =>
      before.has(each.id) ? each : { ...each, is_new: true as const },
    ),
  }));
  return { ...report, criteria, changes };
}

/** report.json: the same bytes whatever the order and the speed of the tests. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, withoutNoise, 2)}\n`;
}

const withoutNoise = (key: string, value: unknown): unknown =>
  key === "duration_ms" || key === "meta" ? undefined : value;

function sorted<T extends { name: string; file?: string }>(list: readonly T[]): T[] {
  return list
    .map((each) => [JSON.stringify([each.file, each.name, each], withoutNoise), each] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, each]) => each);
}
