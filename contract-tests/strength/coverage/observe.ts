import { afterEach, beforeEach, type TaskMeta } from "vitest";
import { prismViolations, type Exchange, type OutgoingRequest } from "../../contract/exchange.js";
import { keepTraffic } from "../../contract/traffic.js";
import { oracleOf } from "../../contract/oracle.js";
import type { Claim, Listener, LiveWorld, World } from "../../contract/world.js";
import type { LastExchange } from "../evidence.js";
import { proverOf } from "../proof/prove.js";
import { observeExchange } from "./observe-exchange.js";
import { observeRefusal } from "./observe-refusal.js";

// Stands in vitest.config.ts as a setup file: a test that hands the listener to its world has its traffic counted.
let claims: [World, Claim][] = [];

/** As many claims of one test are tried: a property makes thousands, and more of them prove no more. */
const most = 1000;

beforeEach((context) => {
  claims = [];
  context.listener = listenFor(context.task.meta);
});

afterEach(async ({ task: { meta } }) => {
  for (const [world, claim] of claims) {
    const { proven, reached, astray } = await proverOf(world.document)(world.kind ?? "", meta, claim);
    if (reached.length > 0) meta.reached = [...new Set([...(meta.reached ?? []), ...reached])];
    if (proven.length > 0) meta.proven = [...new Set([...(meta.proven ?? []), ...proven])];
    if (astray.length > 0) meta.astray = [...new Set([...(meta.astray ?? []), ...astray])];
  }
}, 60_000);

/**
 * Notes on a test which obligations its traffic exercised, and the last exchange in case the test fails. The report
 * counts them only if it passes.
 */
function listenFor(meta: TaskMeta): Listener {
  const known = new Set<string>();
  const note = (ids: readonly string[]): void => {
    const reached = (meta.reached ??= []);
    for (const id of ids) {
      if (known.has(id)) continue;
      known.add(id);
      reached.push(id);
    }
  };
  return {
    hearExchange(world, exchange, previous) {
      const objections = oracleOf(world.document)(exchange);
      const of_mock = prismViolations(exchange);
      // What neither oracle objects to is shown to a third.
      if (objections.length + of_mock.length + exchange.spoiled.length === 0) keepTraffic(exchange);
      const ids = observeExchange(world.document, exchange, objections, previous);
      note(ids);
      const { operationId, status } = exchange;
      meta.exchange = {
        ...requestOf(world, exchange),
        ...(operationId !== undefined && { operationId }),
        status,
        example: ids.some((id) => id.startsWith(`${operationId}: example: `)),
        violations: [
          ...of_mock.map(({ location: [part, ...at], message }) => ({
            in: part as "request" | "response",
            by: "Prism" as const,
            at: at.join("."),
            says: message,
          })),
          ...objections.map(({ keyword, ...where }) => ({ ...where, by: "Ajv" as const, says: keyword })),
        ],
      };
    },
    hearSilence(world, request) {
      meta.exchange = { ...requestOf(world, request), example: false, violations: [] };
    },
    hearRefusal(call) {
      note(observeRefusal(call));
      meta.refused = true;
    },
    hearClaim(world, claim) {
      if (claims.length < most) claims.push([world, claim]);
    },
    hearPointer(pointer) {
      meta.pointer = [...pointer];
    },
  };
}

function requestOf(
  { mock_url }: LiveWorld,
  { method, url, headers, text, spoiled }: Exchange | OutgoingRequest,
): Pick<LastExchange, "method" | "url" | "headers" | "text" | "server" | "spoiled"> {
  const server = url.startsWith(`${mock_url}/`) ? "mock" : "stub";
  return { method, url, headers, ...(text !== undefined && { text }), server, spoiled: spoiled.length > 0 };
}
