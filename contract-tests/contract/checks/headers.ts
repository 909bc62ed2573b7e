import { expect } from "vitest";
import type { Header, OpenApiDocument } from "../../../scripts/description/document.js";
import { createFetchClient, type CallResponse } from "../../../src/fetch-client.js";
import { RequestError } from "../../../src/index.js";
import { flatten, toInit } from "../operation/call-values.js";
import { credentials } from "../caller.js";
import type { OperationCase } from "../cases.js";
import { isRetryAfter, listHeaderStates } from "../values/header-states.js";
import { statusOf } from "../operation/declared-status.js";
import { record } from "../recorder.js";
import { methodOf, type Check, type World } from "../world.js";
import { redirected } from "./answers.js";
import { claimFacts } from "./expect-valid.js";

/** An answer with a header that its description promises, without it, and with one that says nothing. */
export function headerChecks(document: OpenApiDocument, operation: OperationCase): Check[] {
  return Object.entries(operation.responses).flatMap(([declared, { headers = {} }]) =>
    Object.entries(headers).flatMap(([name, header]) =>
      isRetryAfter(name) && !/^[23]/.test(declared)
        ? retryAfterChecks(operation, declared, name)
        : otherChecks(document, operation, declared, name, header),
    ),
  );
}

/** The one header that the client reads, of a failure. */
function retryAfterChecks(operation: OperationCase, declared: string, name: string): Check[] {
  const read = async (world: World, value: string | undefined): Promise<unknown> => {
    const { fetch, exchanges } = record(world);
    const status = answerWith(world, operation, declared, value === undefined ? {} : { [name]: value });
    const call = methodOf(world, operation.operationId, { fetch, custom_base_url: world.stub.url });
    const outcome = await call(flatten(operation, operation.least)).catch((reason: unknown) => reason);
    expect(outcome).toMatchObject({ status_code: status });
    claimFacts(world, exchanges, "response header");
    return (outcome as { retry_after_ms?: unknown }).retry_after_ms;
  };
  return [
    {
      title: `reads the seconds and the time of ${name} of a ${declared}`,
      run: async (world) => {
        expect(await read(world, "2")).toBe(2000);
        expect(await read(world, "Wed, 21 Oct 2015 07:28:00 GMT")).toBe(0);
      },
    },
    ...[undefined, "soon"].map((value) => ({
      title: `knows no time to wait by the ${name} ${value ?? "that is missing"} of a ${declared}`,
      run: async (world: World) => expect(await read(world, value)).toBeUndefined(),
    })),
  ];
}

/** Any other is handed on as it is, and is no reason to wait. */
function otherChecks(
  document: OpenApiDocument,
  operation: OperationCase,
  declared: string,
  name: string,
  header: Header,
): Check[] {
  return listHeaderStates(document, name, header).map(({ state, value }) => ({
    title: `hands on a ${declared} with ${name} ${state}`,
    run: async (world: World) => {
      const { fetch, exchanges } = record(world);
      const status = answerWith(world, operation, declared, value === undefined ? {} : { [name]: value });
      const config = { ...credentials, custom_base_url: world.stub.url, fetch, max_retries: 0 };
      const send = createFetchClient(config)[operation.method as "DELETE"];
      const outcome: unknown = await send(operation.path as never, toInit(operation.least) as never).catch(
        (reason: unknown) => reason,
      );
      if (outcome instanceof RequestError) {
        expect(outcome).toMatchObject(redirected(status, operation.safe));
        expect(outcome.headers?.get(name)).toBe(value ?? null);
        claimFacts(world, exchanges, "response header");
        return;
      }
      const { response } = outcome as { response: CallResponse };
      expect(response.status).toBe(status);
      expect(response.headers.get(name)).toBe(value ?? null);
      if (status >= 400) expect(response).toMatchObject({ retry_after_ms: undefined });
      claimFacts(world, exchanges, "response header");
    },
  }));
}

/** Has the stub answer with an example of a declared status, and returns the status. */
function answerWith(
  world: World,
  { answers }: OperationCase,
  declared: string,
  headers: Record<string, string>,
): number {
  const answer = answers.find((each) => each.declared === declared)!;
  const status = statusOf(answer);
  world.stub.answer = () => ({ status, headers, body: answer.body });
  return status;
}
