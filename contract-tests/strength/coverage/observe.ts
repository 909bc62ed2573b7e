import { TestRunner } from "vitest";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { violations, type Exchange, type RefusedCall } from "../../contract/recorder.js";
import type { LastExchange } from "../evidence.js";
import type { World } from "../../contract/world.js";
import { observeExchange, observeRefusal } from "./obligations.js";
import { createOracle, type Oracle } from "../../contract/oracle.js";

const oracles = new WeakMap<OpenApiDocument, Oracle>();

/** The second oracle for what a world serves, made once. */
export function oracleOf({ document }: World): Oracle {
  const known = oracles.get(document) ?? createOracle(document);
  oracles.set(document, known);
  return known;
}

/**
 * Notes on the running test which obligations its traffic exercised, and the exchange itself in case the test fails.
 * The report counts them only if it passes.
 */
export function observe(world: World, traffic: Exchange | RefusedCall, previous?: Exchange): void {
  const test = TestRunner.getCurrentTest();
  if (!world.counts || test === undefined) return;
  const objections = "status" in traffic ? oracleOf(world)(traffic) : [];
  const ids =
    "status" in traffic
      ? observeExchange(world.document, traffic, objections, previous)
      : observeRefusal(traffic);
  const reached = (test.meta.reached ??= []);
  const known = knownOf.get(reached) ?? new Set();
  knownOf.set(reached, known);
  for (const id of ids) {
    if (known.has(id)) continue;
    known.add(id);
    reached.push(id);
  }
  if (!("status" in traffic)) {
    test.meta.refused = true;
    return;
  }
  const { operationId, status } = traffic;
  test.meta.exchange = {
    ...requestOf(world, traffic),
    ...(operationId !== undefined && { operationId }),
    status,
    example: ids.some((id) => id.startsWith(`${operationId}: example: `)),
    violations: [
      ...violations(traffic).map(({ location: [part, ...place], message }) => ({
        in: part as "request" | "response",
        by: "Prism" as const,
        place: place.join("."),
        says: message,
      })),
      ...objections.map(({ keyword, ...where }) => ({ ...where, by: "Ajv" as const, says: keyword })),
    ],
  };
}

/** What a list of the reached has already: one test can have thousands of exchanges. */
const knownOf = new WeakMap<string[], Set<string>>();

/** Notes a request that no answer came to. */
export function observeSilence(world: World, request: SentAnyway): void {
  const test = TestRunner.getCurrentTest();
  if (world.counts && test !== undefined)
    test.meta.exchange = { ...requestOf(world, request), example: false, violations: [] };
}

type SentAnyway = Pick<Exchange, "method" | "url" | "headers" | "spoiled">;

function requestOf(
  { mock_url }: World,
  { method, url, headers, spoiled }: SentAnyway,
): Pick<LastExchange, "method" | "url" | "headers" | "server" | "spoiled"> {
  const server = url.startsWith(`${mock_url}/`) ? "mock" : "suite";
  return { method, url, headers, server, spoiled: spoiled.length > 0 };
}
