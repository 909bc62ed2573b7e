import { expect } from "vitest";
import { flatten } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { prismViolations } from "../exchange.js";
import { prefer, record } from "../recorder.js";
import { isOfUnknown, type SecurityHeader } from "../operation/security.js";
import { methodOf, type Check, type World } from "../world.js";
import { toldOf } from "./answers.js";
import { claimFacts } from "./expect-valid.js";

type Spoil = (text: string | undefined) => string | undefined;

/** What may happen to each kind of credentials between the client and the server. */
const spoiled: Record<SecurityHeader["kind"], [what: string, spoil: Spoil][]> = {
  basic: [
    ["missing", () => undefined],
    ["of another scheme", () => "Bearer abc"],
    ["not base64", () => "Basic !!"],
    ["not a pair", () => `Basic ${btoa("abc")}`],
    ["empty", () => "Basic "],
  ],
  bearer: [
    ["missing", () => undefined],
    ["of another scheme", () => `Basic ${btoa("a:b")}`],
    ["empty", () => "Bearer "],
  ],
  apiKey: [["missing", () => undefined]],
};

/** Credentials that do not arrive as they were sent, and those of nobody whom the API knows. */
export function credentialChecks(operation: OperationCase): Check[] {
  const { operationId, securityHeaders, answers, least } = operation;
  const refusal = answers.find(({ declared }) => declared === "401");
  return [
    ...securityHeaders.flatMap(({ kind, header }) =>
      spoiled[kind].map(([what, spoil]) => ({
        title: `is refused with 401 by the mock when the credentials are ${what}${kind === "apiKey" ? ` in ${header}` : ""}`,
        run: async (world: World) => {
          const { fetch, exchanges } = record(world, ({ headers }) => {
            const text = spoil(headers[header]);
            delete headers[header];
            if (text !== undefined) headers[header] = text;
          });
          const call = methodOf(world, operationId, { fetch });
          const outcome = await call(flatten(operation, least)).catch((error: unknown) => error);
          expect(exchanges.flatMap(prismViolations)).toMatchObject([
            { location: ["request"], code: 401, message: "Invalid security scheme used" },
          ]);
          const { error_type } = toldOf(401, refusal?.body);
          expect(outcome).toMatchObject({ name: "StytchError", status_code: 401, error_type });
          claimFacts(world, exchanges, "security");
        },
      })),
    ),
    ...unknownCredentialChecks(operation),
  ];
}

/** Prism compares no secret, so the API's own answer to a wrong one is asked for by name. */
function unknownCredentialChecks(operation: OperationCase): Check[] {
  const { operationId, securityHeaders, answers } = operation;
  if (securityHeaders[0]?.kind !== "basic") return [];
  const refusals = answers.filter(({ name = "" }) => isOfUnknown(name));
  return refusals.map(({ status, name, body }) => ({
    title: `rejects with ${name} when the API does not know the credentials`,
    run: async (world: World) => {
      const { fetch, requests, exchanges } = record(world, prefer(status!, name));
      const config = { fetch, project_id: "project-test-unknown", secret: "wrong" };
      const params = flatten(operation, operation.least);
      const outcome = await methodOf(world, operationId, config)(params).catch((error: unknown) => error);
      expect(requests.map(({ headers }) => headers["authorization"])).toEqual([
        `Basic ${btoa("project-test-unknown:wrong")}`,
      ]);
      expect(exchanges.flatMap(prismViolations)).toEqual([]);
      const { request_id } = Object(body) as { request_id?: string };
      expect(outcome).toMatchObject({ status_code: status, error_type: name, request_id });
      claimFacts(world, exchanges, "security");
    },
  }));
}
