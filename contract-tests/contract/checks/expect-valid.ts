import { expect } from "vitest";
import { prismViolations, type Exchange } from "../exchange.js";
import { oracleOf, type Violation } from "../oracle.js";
import type { Claim, World } from "../world.js";

/** One exchange of this operation, to which neither Prism nor Ajv objects. */
export function expectValid(world: World, exchanges: Exchange[], operationId: string): void {
  expect(exchanges.map((exchange) => exchange.operationId)).toEqual([operationId]);
  expect(exchanges.flatMap(prismViolations)).toEqual([]);
  const assert: Claim["assert"] = (violations) => expect(violations).toEqual([]);
  expectObjections(world, exchanges, assert, "path", "operation");
}

/** Asserts something of what the second oracle objects to in each exchange. */
export function expectObjections(
  world: World,
  exchanges: readonly Exchange[],
  assert: (violations: Violation[]) => void,
  ...facts: string[]
): void {
  for (const exchange of exchanges) {
    assert(oracleOf(world.document)(exchange));
    world.listener?.hearClaim(world, { exchange, assert, facts });
  }
}

/** Tells that the check has asserted what the last of some exchanges shows of these criteria. */
export function claimFacts(world: World, exchanges: readonly Exchange[], ...facts: string[]): void {
  world.listener?.hearClaim(world, { exchange: exchanges.at(-1), previous: exchanges.at(-2), facts });
}

/** Tells that the check has asserted which parameter of a call the client refuses, so that nothing is sent. */
export function claimRefusal(world: World, operationId: string, params: object, parameter: string): void {
  world.listener?.hearClaim(world, { refusal: { operationId, params: { ...params }, parameter } });
}

/** Asserts something of what describes an operation, or of the description as a whole. */
export function expectDescribed(
  world: World,
  operationId: string | undefined,
  describe: NonNullable<Claim["describe"]>,
  ...facts: string[]
): void {
  describe(world.document);
  world.listener?.hearClaim(world, { operationId, describe, facts });
}
