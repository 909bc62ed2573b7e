import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import { listObligations, type Obligation } from "./coverage/obligations.js";
import { document } from "./spec.js";

declare module "vitest" {
  /** What a test leaves for the reporter, which counts it only when the test passes. */
  interface TaskMeta {
    /** The answer that the test has proven. */
    covers?: { operationId: string; status: number | "default"; example: string };
    /** The obligations that its traffic exercised. */
    reached?: string[];
    /** The fault that it was shown. */
    mutant?: {
      kind: "spec" | "wire";
      name: string;
      /** The ids of the obligations that it breaks. */
      breaks: string[];
      /** `tsc`, or the title of the check, that noticed it. */
      killers: string[];
      /** A change that breaks no caller. */
      widening: boolean;
    };
  }
}

/** Prints how much of the API description the passing contract tests covered, and fails the run when it is not all. */
export default class CoverageReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const passed = modules.flatMap((module) => [...module.children.allTests("passed")]);
    printAnswers(passed);
    printMutants(passed);
    const isWhole =
      this.#vitest?.config.testNamePattern === undefined &&
      modules.some((module) => module.relativeModuleId.endsWith("contract-tests/contract.test.ts"));
    if (!isWhole) return;
    for (const test of modules.flatMap((module) => [...module.children.allTests("skipped")])) {
      console.error(`Skipped: ${test.fullName}`);
      process.exitCode = 1;
    }
    const unreached = findUnreached(passed);
    for (const { id } of unreached.slice(0, 20)) console.error(`Nothing exercised ${id}`);
    if (unreached.length === 0) return;
    console.error(`${unreached.length} things in the API description were exercised by no passing test.`);
    process.exitCode = 1;
  }
}

function printAnswers(passed: readonly TestCase[]): void {
  const covered = passed.flatMap((test) => test.meta().covers ?? []);
  const count = (key: (cover: (typeof covered)[number]) => string): number => new Set(covered.map(key)).size;
  console.log(
    `Contract covered: ${count((c) => c.operationId)} operations, ` +
      `${count((c) => `${c.operationId} ${c.status}`)} statuses, ` +
      `${count((c) => `${c.operationId} ${c.status} ${c.example}`)} examples`,
  );
}

function printMutants(passed: readonly TestCase[]): void {
  const mutants = passed.flatMap((test) => test.meta().mutant ?? []);
  for (const kind of ["spec", "wire"]) {
    const some = mutants.filter((mutant) => mutant.kind === kind);
    if (some.length === 0) continue;
    const by_tsc = some.filter(({ killers }) => killers[0] === "tsc").length;
    const by_checks = some.filter(({ killers }) => killers.length > 0).length - by_tsc;
    const harmless = some.length - by_tsc - by_checks;
    console.log(
      `${kind} mutants: ${by_tsc} noticed by tsc, ${by_checks} by the checks, ${harmless} that break no caller`,
    );
  }
}

/** Prints the coverage by criterion, and returns what no passing test exercised and nothing excuses. */
function findUnreached(passed: readonly TestCase[]): Obligation[] {
  const reached = new Set(passed.flatMap((test) => test.meta().reached ?? []));
  const obligations = listObligations(document);
  for (const criterion of new Set(obligations.map((obligation) => obligation.criterion))) {
    const some = obligations.filter((obligation) => obligation.criterion === criterion);
    const waived = some.filter(({ waiver }) => waiver !== undefined).length;
    const done = some.filter(({ id }) => reached.has(id)).length;
    console.log(
      `  ${criterion}: ${done} of ${some.length - waived}${waived > 0 ? ` (${waived} waived)` : ""}`,
    );
  }
  return obligations.filter(({ id, waiver }) => waiver === undefined && !reached.has(id));
}
