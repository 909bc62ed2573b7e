import { expect } from "vitest";
import { flatten } from "../operation/call-values.js";
import type { SecurityHeader } from "../operation/security.js";
import { credentials } from "../caller.js";
import type { OperationCase } from "../cases.js";
import { record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimFacts, expectValid } from "./expect-valid.js";
import { expectParameters } from "./parameters.js";

/** How each kind of credentials shows who calls. */
const shown: Record<SecurityHeader["kind"], string> = {
  basic: `Basic ${btoa(`${credentials.project_id}:${credentials.secret}`)}`,
  bearer: `Bearer ${credentials.secret}`,
  apiKey: credentials.secret,
};

/** One request with what is required and nothing else: these headers and no others, and no parameter that is optional. */
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
        const credentialHeaders = securityHeaders.map(({ kind, header }) => [header, shown[kind]]);
        const headers = { accept: "application/json", ...Object.fromEntries(credentialHeaders) };
        expect(requests).toMatchObject([{ method, headers, rest }]);
        expect(requests.map(({ body }) => body !== undefined)).toEqual([least.body !== undefined]);
        expectParameters(world, operation, requests, least, []);
        expectValid(world, exchanges, operationId);
        claimFacts(world, exchanges, "header names", "security");
      },
    },
  ];
}
