import { expect } from "vitest";
import { createFetchClient } from "../../../src/fetch-client.js";
import { credentials, type AnswerCase, type OperationCase } from "../cases.js";
import { violations } from "../exchange.js";
import { prefer, record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { expectValid } from "./expect-valid.js";

/** `default` is asked for by its own example's status. */
const statusOf = ({ status, body }: AnswerCase): number => status ?? body.status_code;

/** Every named example of every declared status: the right branch, with the example's own body. */
export function answerChecks({ operationId, method, path, ids, answers }: OperationCase): Check[] {
  return answers.map((answer) => ({
    title: `answers ${answer.status ?? "default"} ${answer.name}`,
    run: async (world: World) => {
      const status = statusOf(answer);
      const { fetch, exchanges } = record(world, prefer(status, answer.name));
      const outcome = await methodOf(world, operationId, { fetch })(ids).catch((error: unknown) => error);
      expectValid(world, exchanges, operationId);
      expect(exchanges[0]!.status).toBe(status);
      expect(answer.body.status_code).toBe(status);
      const refused = {
        name: "StytchError",
        ...answer.body,
        message: expect.stringContaining(`${method} ${path}: ${status} ${answer.body["error_type"]}`),
        may_have_been_applied: status >= 500,
      };
      expect(outcome).toEqual(status < 400 ? answer.body : expect.objectContaining(refused));
    },
  }));
}

/** The same one level down, and what no status declares. */
export function fetchClientChecks({ method, path, ids, answers }: OperationCase): Check[] {
  const call = async (world: World, status: number, name?: string) => {
    const { fetch, exchanges } = record(world, prefer(status, name));
    const config = { ...credentials, custom_base_url: world.mock_url, fetch, max_retries: 0 };
    const send = createFetchClient(config)[method as "DELETE"];
    const result = await send(path as never, { params: { path: ids } } as never);
    expect(exchanges.flatMap(violations)).toEqual([]);
    return result as { data?: unknown; error?: unknown; response: object };
  };
  return [
    ...answers.map((answer) => ({
      title: `answers ${answer.status ?? "default"} ${answer.name} to createFetchClient`,
      run: async (world: World) => {
        const status = statusOf(answer);
        const { data, error, response } = await call(world, status, answer.name);
        expect({ data, error }).toEqual(status < 400 ? { data: answer.body } : { error: answer.body });
        const failed = { may_have_been_applied: status >= 500 };
        expect(response).toMatchObject({ status, ok: status < 400, ...(status >= 400 && failed) });
        expect(Object.keys(response).includes("may_have_been_applied")).toBe(status >= 400);
      },
    })),
    ...[503, 418].map((status) => ({
      title: `answers an undeclared ${status} by the shape of \`default\``,
      run: async (world: World) => {
        const fallback = answers.find((answer) => answer.status === undefined)!;
        const { error, response } = await call(world, status);
        // The status of the answer, never the one that a body claims.
        expect(error).toEqual({ ...fallback.body, status_code: status });
        expect(response).toMatchObject({ status });
      },
    })),
  ];
}

/** A 429 with the header that its description promises, without it, and with one that says nothing. */
export function headerChecks({ operationId, ids, answers, responses }: OperationCase): Check[] {
  return Object.entries(responses).flatMap(([status, { headers = {} }]) =>
    Object.keys(headers).flatMap((name) =>
      [
        { value: "2", wait: 2000 },
        { value: "Wed, 21 Oct 2015 07:28:00 GMT", wait: 0 },
        { value: undefined, wait: undefined },
        { value: "soon", wait: undefined },
      ].map(({ value, wait }) => ({
        title: `reads ${name}: ${value ?? "(none)"} of a ${status}`,
        run: async (world: World) => {
          const { fetch } = record(world);
          const { body } = answers.find((answer) => answer.status === Number(status))!;
          world.stub.answer = () => ({
            status: Number(status),
            headers: value === undefined ? {} : { [name]: value },
            body,
          });
          const config = { fetch, custom_base_url: world.stub.url };
          const error = await methodOf(world, operationId, config)(ids).catch((reason: unknown) => reason);
          expect(error).toMatchObject({ status_code: Number(status), retry_after_ms: wait });
        },
      })),
    ),
  );
}
