import { describe, expect, inject, it } from "vitest";
import { createFetchClient } from "../src/fetch-client.js";
import { StytchError } from "../src/index.js";
import { prefer, record, violations } from "./recorder.js";
import { credentials, methodOf, operations, type AnswerCase } from "./spec.js";

const custom_base_url = inject("mock_url");

/** `default` is asked for by its own example's status. */
const statusOf = ({ status, body }: AnswerCase): number => status ?? body.status_code;

describe.for(operations)("$operationId", ({ operationId, method, path, ids, answers }) => {
  /** Calls the client while the mock gives one answer, and checks that this answer came, to one valid request. */
  async function callFor(answer: AnswerCase): Promise<unknown> {
    const status = statusOf(answer);
    const { fetch, requests, responses } = record(prefer(status, answer.name));
    const outcome = await methodOf(operationId, { custom_base_url, fetch })(ids).catch(
      (error: unknown) => error,
    );
    expect(requests).toHaveLength(1);
    expect(responses.map(violations)).toEqual([[]]);
    expect(responses[0]!.status).toBe(status);
    expect(answer.body.status_code).toBe(status);
    return outcome;
  }

  it.for(answers.filter((answer) => statusOf(answer) < 400))(
    "resolves to $status $name",
    async (answer, { task }) => {
      expect(await callFor(answer)).toEqual(answer.body);
      task.meta.covers = { operationId, status: answer.status ?? "default", example: answer.name };
    },
  );

  it.for(answers.filter((answer) => statusOf(answer) >= 400))(
    "rejects with $status $name",
    async (answer, { task }) => {
      const status = statusOf(answer);
      const error = await callFor(answer);
      expect(error).toBeInstanceOf(StytchError);
      expect(error).toMatchObject({ ...answer.body, may_have_been_applied: status >= 500 });
      expect((error as StytchError).message).toContain(
        `${method} ${path}: ${status} ${answer.body["error_type"]}`,
      );
      task.meta.covers = { operationId, status: answer.status ?? "default", example: answer.name };
    },
  );

  it.for(answers)("answers $status $name to createFetchClient", async (answer) => {
    const status = statusOf(answer);
    const { fetch, requests, responses } = record(prefer(status, answer.name));
    const client = createFetchClient({ ...credentials, custom_base_url, fetch, max_retries: 0 });
    const send = client[method as "DELETE"];
    const { data, error, response } = await send(path as never, { params: { path: ids } } as never);

    expect(responses.map(violations)).toEqual([[]]);
    expect(status < 400 ? data : error).toEqual(answer.body);
    expect(status < 400 ? error : data).toBeUndefined();
    expect(response).toMatchObject({ status, ok: status < 400, may_have_been_applied: status >= 500 });
    expect(requests).toHaveLength(1);
  });

  it.for([503, 418])("answers an undeclared %s by the shape of `default`", async (status) => {
    const { fetch, responses } = record(prefer(status));
    const outcome = await methodOf(operationId, { custom_base_url, fetch })(ids).catch(
      (error: unknown) => error,
    );

    const fallback = answers.find((answer) => answer.status === undefined)!;
    expect(responses.map((response) => response.status)).toEqual([status]);
    expect(outcome).toBeInstanceOf(StytchError);
    // The status of the answer, never the one that a body claims.
    expect(outcome).toMatchObject({ ...fallback.body, status_code: status });
  });
});
