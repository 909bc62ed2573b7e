import type { Reporter, TestModule } from "vitest/node";

declare module "vitest" {
  interface TaskMeta {
    /** Set as the last statement of a test that proved this answer of this operation. */
    covers?: { operationId: string; status: number | "default"; example: string };
  }
}

/** Prints how much of the API description the passing contract tests covered. */
export default class CoverageReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const covered = modules.flatMap((module) =>
      [...module.children.allTests("passed")].flatMap((test) => test.meta().covers ?? []),
    );
    const count = (key: (cover: (typeof covered)[number]) => string): number =>
      new Set(covered.map(key)).size;
    console.log(
      `Contract covered: ${count((c) => c.operationId)} operations, ` +
        `${count((c) => `${c.operationId} ${c.status}`)} statuses, ` +
        `${count((c) => `${c.operationId} ${c.status} ${c.example}`)} examples`,
    );
  }
}
