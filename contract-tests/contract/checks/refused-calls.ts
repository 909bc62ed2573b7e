import { expect } from "vitest";
import { couldCarry } from "../operation/call-options.js";
import { flatten } from "../operation/call-values.js";
import type { OperationCase } from "../cases.js";
import { record } from "../recorder.js";
import { isSession } from "../operation/sessions.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimFacts, claimRefusal, expectValid } from "./expect-valid.js";

/** What an operation does not have: a misspelt field must not vanish, and a session must not be dropped. */
export function refusedCallChecks(operation: OperationCase): Check[] {
  const { operationId, parameters } = operation;
  const call = async (world: World, more: object, options?: object) => {
    const { fetch, requests, exchanges } = record(world);
    const params = { ...flatten(operation, operation.least), ...more };
    const outcome = await methodOf(world, operationId, { fetch })(params, options).catch(
      (error: unknown) => error,
    );
    return { requests, exchanges, outcome };
  };
  return [
    couldCarry(operation)
      ? {
          title: "refuses a parameter that it does not have and sends nothing",
          run: async (world: World) => {
            const { requests, outcome } = await call(world, { something_new: 1 });
            expect(outcome).toMatchObject({
              name: "ClientError",
              code: "invalid_option",
              parameter: "something_new",
            });
            expect(requests).toEqual([]);
            claimRefusal(world, operationId, {}, "something_new");
          },
        }
      : {
          title: "takes a whole object and sends nothing of it but the ids",
          run: async (world: World) => {
            const { exchanges } = await call(world, { something_new: 1 });
            expectValid(world, exchanges, operationId);
            expect(exchanges.map(({ url, text }) => [new URL(url).search, text])).toEqual([["", undefined]]);
            claimFacts(world, exchanges, "unknown parameter");
          },
        },
    ...(parameters.some(isSession)
      ? []
      : [
          {
            title: "refuses to act for a member and sends nothing",
            run: async (world: World) => {
              const { requests, outcome } = await call(
                world,
                {},
                { authorization: { session_token: "token-1" } },
              );
              const code = "invalid_authorization";
              expect(outcome).toMatchObject({ name: "ClientError", code, parameter: "authorization" });
              expect(requests).toEqual([]);
              claimRefusal(world, operationId, {}, "authorization");
            },
          },
        ]),
  ];
}
