import { expect } from "vitest";
import { flatten } from "../operation/call-values.js";
import type { AnswerCase, OperationCase } from "../cases.js";
import { statusOf } from "../operation/declared-status.js";
import { prefer, record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { claimFacts, expectValid } from "./expect-valid.js";

/** What the caller is told of a failure: its body, and what the client says in place of what that lacks. */
export function toldOf(status: number, body: unknown): { status_code: number; error_type: string } {
  const error_message: unknown = expect.any(String);
  const unknown = { status_code: status, error_type: "unknown_error", error_message, error_url: "" };
  return { ...unknown, ...(body as object | undefined) };
}

const error_fields = new Set([
  "status_code",
  "request_id",
  "error_type",
  "error_message",
  "error_url",
  "error_details",
]);

/** What of a failure's body is a part of the error. */
export const partsOf = (body: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => error_fields.has(name)));

/** A redirect, which the client never follows, whether it is described or not. */
export const redirected = (status: number, safe: boolean) => ({
  name: "RequestError",
  code: "unexpected_redirect",
  status_code: status,
  may_have_been_applied: !safe,
});

export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

export const titleOf = ({ declared, name = "without a body" }: AnswerCase): string => `${declared} ${name}`;

/** Every named example of every declared status: the right branch, with the example's own body. */
export function answerChecks(operation: OperationCase): Check[] {
  const { operationId, method, path, safe, answers } = operation;
  return answers.map((answer) => ({
    title: `answers ${titleOf(answer)}`,
    run: async (world: World) => {
      const status = statusOf(answer);
      const { fetch, exchanges } = record(world, prefer(status, answer.name));
      const params = flatten(operation, operation.least);
      const outcome = await methodOf(world, operationId, { fetch })(params).catch((error: unknown) => error);
      expectValid(world, exchanges, operationId);
      expect(exchanges[0]!.status).toBe(status);
      const told = toldOf(status, answer.body);
      expect(told.status_code).toBe(status);
      const refused = {
        name: "StytchError",
        ...partsOf(told),
        message: expect.stringContaining(`${method} ${path}: ${status} ${told.error_type}`),
        may_have_been_applied: status >= 500 && !safe,
      };
      const failed = isRedirect(status) ? redirected(status, safe) : refused;
      expect(outcome).toEqual(status < 300 ? answer.body : expect.objectContaining(failed));
      claimFacts(world, exchanges, "status", "status class", "example");
    },
  }));
}
