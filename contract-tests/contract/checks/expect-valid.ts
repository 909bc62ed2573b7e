import { expect } from "vitest";
import { violations, type Exchange } from "../exchange.js";
import { oracleOf } from "../oracle.js";
import type { World } from "../world.js";

/** One exchange of this operation, to which neither Prism nor Ajv objects. */
export function expectValid(world: World, exchanges: Exchange[], operationId: string): void {
  expect(exchanges.map((exchange) => exchange.operationId)).toEqual([operationId]);
  expect(exchanges.flatMap(violations)).toEqual([]);
  expect(exchanges.flatMap(oracleOf(world.document))).toEqual([]);
}
