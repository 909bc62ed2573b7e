import type { TaskMeta } from "vitest";
import type { Obligation } from "../coverage/obligations.js";
import type { AnswerCase } from "../spec.js";
import type { Mutant } from "./meta.js";

/** A test, or what went wrong around the tests. */
export interface Finding {
  /** Relative, with slashes; empty for what happened in no file in particular. */
  file: string;
  name: string;
  state: "passed" | "failed" | "skipped";
  /** Left out of report.json, which is the same for two runs with one seed. */
  duration_ms: number;
  /** What failed, who is at fault, and how to see it again. */
  failure?: string;
  meta: TaskMeta;
}

/** Which halves of the coverage a run can be judged by: it had all the tests that count for them. */
export interface Judged {
  reached: boolean;
  proven: boolean;
}

export interface Criterion {
  name: string;
  due: number;
  reached: number;
  proven: number;
  waived: number;
  /** The operations that the description has nothing of it for. */
  not_applicable: string[];
  /** The operations for which no mutant proves that the suite would notice. */
  unproven: string[];
  obligations: (Obligation & { reached: boolean; proven: boolean })[];
}

/** Everything that one run found out. Each surface shows this and nothing else. */
export interface Report {
  seed: number;
  judged: Judged;
  verdict: "passed" | "failed" | "not judged";
  /** Why it failed: a sentence, and each place where. */
  reasons: { sentence: string; items: string[] }[];
  criteria: Criterion[];
  answers: { operationId: string; status: string; example: string; passed: boolean }[];
  mutants: (Mutant & { fate: Fate })[];
  tests: Omit<Finding, "meta">[];
}

export const fates = ["by tsc", "by checks", "widening", "survived"] as const;
export type Fate = (typeof fates)[number];

/** What the description asks for. */
export interface Asked {
  operations: readonly { operationId: string; answers: readonly Pick<AnswerCase, "status" | "name">[] }[];
  obligations: readonly Obligation[];
  /** The names, in order; one that no obligation has is shown as well. */
  criteria: readonly string[];
}

/** Puts what the tests found beside what the description asks for, in an order that no run can change. */
export function buildReport(
  seed: number,
  asked: Asked,
  findings: readonly Finding[],
  judged: Judged,
): Report {
  const metas = findings.filter(({ state }) => state === "passed").map(({ meta }) => meta);
  const mutants = findings.flatMap(({ meta }) => meta.mutant ?? []);
  const criteria = listCriteria(asked, metas);
  const tests = findings.map(({ file, name, state, duration_ms, failure }) => ({
    file,
    name,
    state,
    duration_ms,
    ...(failure !== undefined && { failure }),
  }));
  const known = {
    criteria,
    answers: listAnswers(asked, metas),
    mutants: sorted(mutants.map((mutant) => ({ ...mutant, fate: fateOf(mutant) }))),
    tests: sorted(tests),
  };
  const reasons = listReasons(known, judged).filter(({ items }) => items.length > 0);
  const verdict = reasons.length > 0 ? "failed" : judged.reached || judged.proven ? "passed" : "not judged";
  return { seed, judged, verdict, reasons, ...known };
}

function listCriteria({ operations, obligations, criteria }: Asked, metas: readonly TaskMeta[]): Criterion[] {
  const reached = new Set(metas.flatMap((meta) => meta.reached ?? []));
  const killed = metas.flatMap(({ mutant }) => (mutant && fateOf(mutant).startsWith("by ") ? [mutant] : []));
  const proven = new Set(killed.flatMap(({ breaks }) => breaks));
  const names = new Set([...criteria, ...obligations.map(({ criterion }) => criterion)]);
  return [...names].map((name) => {
    const own = obligations
      .filter(({ criterion }) => criterion === name)
      .map((each) => ({ ...each, reached: reached.has(each.id), proven: proven.has(each.id) }));
    const due = own.filter(({ waiver }) => waiver === undefined);
    const without = (some: typeof own): string[] =>
      operations
        .map(({ operationId }) => operationId)
        .filter((id) => some.every(({ operationId }) => operationId !== id));
    const not_applicable = without(due);
    return {
      name,
      due: due.length,
      reached: due.filter((each) => each.reached).length,
      proven: due.filter((each) => each.proven).length,
      waived: own.length - due.length,
      not_applicable,
      unproven: without(due.filter((each) => each.proven)).filter((id) => !not_applicable.includes(id)),
      obligations: own,
    };
  });
}

function listAnswers({ operations }: Asked, metas: readonly TaskMeta[]): Report["answers"] {
  const key = (...parts: (string | number)[]): string => JSON.stringify(parts.map(String));
  const passed = new Set(
    metas.flatMap(({ covers }) => (covers ? key(covers.operationId, covers.status, covers.example) : [])),
  );
  return operations.flatMap(({ operationId, answers }) =>
    answers.map(({ status = "default", name }) => ({
      operationId,
      status: String(status),
      example: name,
      passed: passed.has(key(operationId, status, name)),
    })),
  );
}

function fateOf({ killers, widening }: Mutant): Fate {
  if (widening) return "widening";
  if (killers.length === 0) return "survived";
  return killers[0] === "tsc" ? "by tsc" : "by checks";
}

function listReasons(
  { criteria, mutants, tests }: Pick<Report, "criteria" | "mutants" | "tests">,
  judged: Judged,
): Report["reasons"] {
  const titlesOf = (state: Finding["state"]): string[] =>
    tests.filter((test) => test.state === state).map(({ file, name }) => `${file} > ${name}`);
  const unreached = criteria.flatMap(({ obligations }) =>
    obligations.filter(({ reached, waiver }) => !reached && waiver === undefined).map(({ id }) => id),
  );
  const unproven = criteria.flatMap(({ name, unproven: ids }) => ids.map((id) => `${id}: ${name}`));
  return [
    { sentence: "Tests that failed", items: titlesOf("failed") },
    {
      sentence: "Tests that were skipped or not run",
      items: judged.reached || judged.proven ? titlesOf("skipped") : [],
    },
    { sentence: "Obligations that no passing test exercised", items: judged.reached ? unreached : [] },
    {
      sentence: "Criteria of an operation without a single obligation that a mutant proves",
      items: judged.proven ? unproven : [],
    },
    {
      sentence: "Mutants that survived",
      items: mutants.filter(({ fate }) => fate === "survived").map(({ name }) => name),
    },
  ];
}

/** How many mutants of each kind met each fate. */
export function countMutants({ mutants }: Report): { kind: string; counts: Record<Fate, number> }[] {
  return [...new Set(mutants.map(({ kind }) => kind))].map((kind) => ({
    kind,
    counts: Object.fromEntries(
      fates.map((fate) => [fate, mutants.filter((each) => each.kind === kind && each.fate === fate).length]),
    ) as Record<Fate, number>,
  }));
}

/** report.json: the same bytes whatever the order and the speed of the tests. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, timeless, 2)}\n`;
}

const timeless = (key: string, value: unknown): unknown => (key === "duration_ms" ? undefined : value);

function sorted<T extends { name: string; file?: string }>(list: readonly T[]): T[] {
  return list
    .map((each) => [JSON.stringify([each.file, each.name, each], timeless), each] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, each]) => each);
}
