import { expect } from "vitest";
import { createFetchClient } from "../../../src/fetch-client.js";
import { flatten, toInit } from "../operation/call-values.js";
import { credentials, isSafe, type AnswerCase, type OperationCase } from "../cases.js";
import { violations } from "../exchange.js";
import { prefer, record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectValid } from "./expect-valid.js";

/** `default` and `4XX` are asked for by their own example's status. */
export function statusOf({ status, declared, body }: AnswerCase): number {
  const { status_code } = Object(body) as { status_code?: unknown };
  if (status !== undefined) return status;
  if (typeof status_code === "number") return status_code;
  return declared === "default" ? 599 : Number(`${declared[0]}99`);
}

const titleOf = ({ declared, name = "without a body" }: AnswerCase): string => `${declared} ${name}`;

/** Every named example of every declared status: the right branch, with the example's own body. */
export function answerChecks(operation: OperationCase): Check[] {
  const { operationId, method, path, answers } = operation;
  return answers.map((answer) => ({
    title: `answers ${titleOf(answer)}`,
    run: async (world: World) => {
      const status = statusOf(answer);
      const { fetch, exchanges } = record(world, prefer(status, answer.name));
      const params = flatten(operation, operation.least);
      const outcome = await methodOf(world, operationId, { fetch })(params).catch((error: unknown) => error);
      expectValid(world, exchanges, operationId);
      expect(exchanges[0]!.status).toBe(status);
      const body = Object(answer.body) as { status_code?: number; error_type?: string };
      if ("status_code" in body) expect(body.status_code).toBe(status);
      const refused = {
        name: "StytchError",
        ...body,
        message: expect.stringContaining(`${method} ${path}: ${status} ${body.error_type}`),
        may_have_been_applied: status >= 500 && !isSafe(method),
      };
      expect(outcome).toEqual(status < 400 ? answer.body : expect.objectContaining(refused));
    },
  }));
}

/** The same one level down, and what no status declares. */
export function fetchClientChecks({ method, path, least, answers }: OperationCase): Check[] {
  const call = async (world: World, status: number, name?: string) => {
    const { fetch, exchanges } = record(world, prefer(status, name));
    const config = { ...credentials, custom_base_url: world.mock_url, fetch, max_retries: 0 };
    const send = createFetchClient(config)[method as "DELETE"];
    const result: unknown = await send(path as never, toInit(least) as never);
    expect(exchanges.flatMap(violations)).toEqual([]);
    return result as { data?: unknown; error?: unknown; response: object };
  };
  const fallback = answers.find(({ declared }) => declared === "default");
  return [
    ...answers.map((answer) => ({
      title: `answers ${titleOf(answer)} to createFetchClient`,
      run: async (world: World) => {
        const status = statusOf(answer);
        const { data, error, response } = await call(world, status, answer.name);
        expect({ data, error }).toEqual(status < 400 ? { data: answer.body } : { error: answer.body });
        const failed = { may_have_been_applied: status >= 500 && !isSafe(method) };
        expect(response).toMatchObject({ status, ok: status < 400, ...(status >= 400 && failed) });
        expect("may_have_been_applied" in response).toBe(status >= 400);
      },
    })),
    ...(fallback === undefined ? [] : [503, 418]).map((status) => ({
      title: `answers an undeclared ${status} by the shape of \`default\``,
      run: async (world: World) => {
        const { error, response } = await call(world, status);
        // The status of the answer, never the one that a body claims.
        expect(error).toEqual({ ...(fallback!.body as object), status_code: status });
        expect(response).toMatchObject({ status });
      },
    })),
  ];
}
