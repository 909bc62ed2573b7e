import { TestRunner } from "vitest";
import type { OpenApiDocument } from "../../scripts/document.js";
import type { Exchange, RefusedCall } from "../recorder.js";
import type { World } from "../world.js";
import { observeExchange, observeRefusal } from "./obligations.js";
import { createOracle, type Oracle } from "./oracle.js";

const oracles = new WeakMap<OpenApiDocument, Oracle>();
const last = new WeakMap<object, Exchange>();

/** The second oracle for what a world serves, made once. */
export function oracleOf({ document }: World): Oracle {
  const known = oracles.get(document) ?? createOracle(document);
  oracles.set(document, known);
  return known;
}

/** Notes on the running test which obligations its traffic exercised. The report counts them only if it passes. */
export function observe(world: World, traffic: Exchange | RefusedCall): void {
  const test = TestRunner.getCurrentTest();
  if (!world.counts || test === undefined) return;
  const ids =
    "status" in traffic
      ? observeExchange(world.document, traffic, oracleOf(world)(traffic), last.get(test))
      : observeRefusal(traffic);
  test.meta.reached = [...new Set([...(test.meta.reached ?? []), ...ids])];
  if ("status" in traffic) last.set(test, traffic);
}
