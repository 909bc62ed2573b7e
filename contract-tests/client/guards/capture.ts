import { createFetchClient } from "../../../src/fetch-client.js";
import { B2BClient, type ClientConfig } from "../../../src/index.js";
import { credentials, findMethod, type PlatformFetch } from "../../contract/caller.js";
import { document, type OperationCase } from "../../contract/cases.js";
import { record } from "../../contract/recorder.js";
import type { Claim, Listener, World } from "../../contract/world.js";

export interface Capture {
  fetch: PlatformFetch;
  /** Every call of `fetch`, as it was made. */
  sent: { url: string; init: RequestInit }[];
}

/** A `fetch` that keeps what it is called with. Without an `answer` of the test's own no network is involved. */
export function capture(
  answer: PlatformFetch = async () => Response.json({ status_code: 200, request_id: "r" }),
): Capture {
  const sent: Capture["sent"] = [];
  return {
    sent,
    fetch: (url, init) => {
      sent.push({ url, init });
      return answer(url, init);
    },
  };
}

/** The same, through the recorder of the contract tests, so that what passes counts for what they cover. */
export function captureFor(
  listener: Listener | undefined,
  answer: PlatformFetch = async () => Response.json({ status_code: 200, request_id: "r" }),
): Capture & {
  /** Tells that what was sent, or refused before, is as it has to be: of these criteria, where something was sent. */
  claim: (outcome: NonNullable<Claim["refusal"]> | string[]) => void;
} {
  const world: World = {
    document,
    mock_url: "https://api.test",
    stub: { url: "", answer: () => ({ status: 500, body: {} }), close: async () => {} },
    wire: (each) => each,
    fetch: answer,
    kind: "generated",
    listener,
  };
  const recorder = record(world);
  return {
    ...capture(recorder.fetch),
    claim: (outcome) => {
      if (!Array.isArray(outcome)) {
        listener?.hearRefusal(outcome);
        listener?.hearClaim(world, { refusal: outcome });
      } else if (recorder.exchanges.at(-1)?.operationId !== undefined)
        listener?.hearClaim(world, { exchange: recorder.exchanges.at(-1), facts: outcome });
    },
  };
}

export type Operation = OperationCase;

/** The two ways to make a call: the method of B2BClient, and createFetchClient. */
export const doors: [
  name: string,
  call: (operation: Operation, ids: unknown, config: ClientConfig) => unknown,
][] = [
  ["B2BClient", ({ operationId }, ids, config) => call(operationId, ids, undefined, config)],
  [
    "createFetchClient",
    ({ method, path }, ids, config) => request(method, path, { params: { path: ids } }, config),
  ],
];

/** The two ways to make a client. */
export const makers: ((config: ClientConfig) => object)[] = [
  (config) => new B2BClient(config),
  (config) => createFetchClient(config),
];

/** Calls the method of B2BClient that an operationId names by its dots, without its types. */
export async function call(
  operationId: string,
  ids: unknown,
  options: unknown,
  config: ClientConfig,
  ...more: unknown[]
): Promise<unknown> {
  const client = new B2BClient({ ...credentials, max_retries: 0, ...config });
  const method: (...given: unknown[]) => unknown = findMethod(client, operationId);
  return method(ids, options, ...more);
}

/** Calls a method of createFetchClient without its types. */
export async function request(
  method: string,
  path: unknown,
  init: unknown,
  config: ClientConfig,
  ...more: unknown[]
): Promise<unknown> {
  const client: object = createFetchClient({ ...credentials, max_retries: 0, ...config });
  return (Reflect.get(client, method) as (...given: unknown[]) => unknown)(path, init, ...more);
}

/** What a function throws, or what its promise is rejected with. */
export async function failure(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail");
}
