import * as fc from "fast-check";
import { vi } from "vitest";
import { seed } from "../../seed.js";

vi.setConfig({ testTimeout: 120_000 });

const numRuns = Number(process.env["CONTRACT_RUNS"] ?? (process.env["CI"] === undefined ? 1_000 : 10_000));

/** What fast-check says of a property that does not hold; undefined for one that does. */
export function findCounterexample<Args extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Args>,
): Promise<string | undefined> {
  return check(property, numRuns);
}

/** The same for a property that is known not to hold: it is looked for until it is found. */
export function awaitCounterexample<Args extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Args>,
): Promise<string | undefined> {
  return check(property, 1_000_000);
}

async function check<Args extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Args>,
  runs: number,
): Promise<string | undefined> {
  // Thousands of errors are made on purpose; their stacks, each traced back to its source, would cost most of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const details = await fc.check(property, { numRuns: runs, seed: seed() });
  Error.stackTraceLimit = stackTraceLimit;
  return details.failed ? fc.defaultReportMessage(details) : undefined;
}
