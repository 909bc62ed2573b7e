import { expect } from "vitest";
import { flatten } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimFacts } from "./expect-valid.js";

/** What stands around the parameters and the body: one request, with these headers and no others. */
export function requestChecks(operation: OperationCase): Check[] {
  const { operationId, method, securityHeaders, least } = operation;
  return [
    {
      title: "sends one request with what it needs and no more",
      run: async (world: World) => {
        const { fetch, requests, exchanges } = record(world);
        await methodOf(world, operationId, { fetch })(flatten(operation, least));
        const names = [
          "accept",
          "user-agent",
          ...securityHeaders.map(({ header }) => header),
          ...(least.body === undefined ? [] : ["content-type"]),
          ...Object.keys(least.header).map((name) => name.toLowerCase()),
        ];
        expect(requests.map(({ headers }) => Object.keys(headers).toSorted())).toEqual([names.toSorted()]);
        const rest = { redirect: "manual", keepalive: false, cache: "no-store" };
        expect(requests).toMatchObject([{ method, headers: { accept: "application/json" }, rest }]);
        expect(requests.map(({ body }) => body !== undefined)).toEqual([least.body !== undefined]);
        claimFacts(world, exchanges, "header names");
      },
    },
  ];
}
