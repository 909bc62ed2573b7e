import { setMaxListeners } from "node:events";
import { parentPort } from "node:worker_threads";
import { beforeEach, inject, vi, type RunnerTask } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Stryker's name of the mutant that is tried; undefined when it tries none. */
    activeMutant: string | undefined;
    mutantActivation: "static" | "runtime" | undefined;
    /** The tests that reach the mutant; undefined where all do. */
    covering: string[] | undefined;
    /** The global in which Stryker keeps the mutant that is active. */
    globalNamespace: string;
  }
}

/** What stays in the thread from one test file to the next. */
const kept = globalThis as { mutant?: string | undefined };

const mutant = inject("activeMutant");
if (!Object.hasOwn(kept, "mutant") || kept.mutant !== mutant) {
  kept.mutant = mutant;
  // What a module keeps could be of another mutant.
  vi.resetModules();
  // Vitest adds one with each run.
  setMaxListeners(Infinity, parentPort!);
}
// Until the tests begin, when Stryker sets them, they would be those of the last one.
const stryker = Reflect.get(globalThis, inject("globalNamespace")) as {
  activeMutant: string | undefined;
  hitCount: number | undefined;
};
stryker.hitCount = undefined;
if (inject("mutantActivation") === "runtime") stryker.activeMutant = undefined;
// Where a mutant makes a test wait for ever, that one fails; a limit of Stryker's own ends the whole process.
if (mutant !== undefined) vi.setConfig({ testTimeout: 5_000, hookTimeout: 5_000 });

const covering = inject("covering") && new Set(inject("covering"));

let has_failed = false;

beforeEach(({ onTestFailed, skip, task }) => {
  if (has_failed || covering?.has(nameOf(task).trim()) === false) skip();
  onTestFailed(() => {
    has_failed = true;
  });
});

/** As Stryker names a test. */
function nameOf({ name, suite }: Pick<RunnerTask, "name" | "suite">): string {
  return suite === undefined ? name : `${nameOf(suite)} ${name}`;
}
