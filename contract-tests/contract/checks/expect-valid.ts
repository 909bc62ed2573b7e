import { expect } from "vitest";
import { prismViolations, type Exchange } from "../exchange.js";
import { oracleOf } from "../oracle.js";
import type { World } from "../world.js";

/** One exchange of this operation, to which neither Prism nor Ajv objects. */
export function expectValid(world: World, exchanges: Exchange[], operationId: string): void {
  expect(exchanges.map((exchange) => exchange.operationId)).toEqual([operationId]);
  expect(exchanges.flatMap(prismViolations)).toEqual([]);
  expect(exchanges.flatMap(oracleOf(world.document))).toEqual([]);
}
