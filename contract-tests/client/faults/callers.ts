import { expect, vi } from "vitest";
import {
  B2BClient,
  RequestError,
  StytchError,
  type Attempt,
  type CallOptions,
  type ClientConfig,
} from "../../../src/index.js";
import { createFetchClient } from "../../../src/fetch-client.js";
import { nodeFetch } from "../../../src/node-fetch.js";
import { credentials, type PlatformFetch } from "../../contract/caller.js";

export const ids = { organization_id: "organization-test-1", member_id: "member-test-2" };
export const template = "/v1/b2b/organizations/{organization_id}/members/{member_id}";

type Options = Omit<CallOptions, "authorization">;

/** Deletes a member through B2BClient. */
export async function deleteMember(config: ClientConfig, options?: Options): Promise<unknown> {
  return new B2BClient({ ...credentials, ...config }).organizations.members.delete(ids, options);
}

/** What the call is rejected with: a server's refusal. */
export async function refusal(config: ClientConfig, options?: Options): Promise<StytchError> {
  const error = await rejection(deleteMember(config, options));
  expect(error).toBeInstanceOf(StytchError);
  return error as StytchError;
}

/** What the call is rejected with: the lack of a usable answer. */
export async function noAnswer(config: ClientConfig, options?: Options): Promise<RequestError> {
  const error = await rejection(deleteMember(config, options));
  expect(error).toBeInstanceOf(RequestError);
  return error as RequestError;
}

async function rejection(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (data) => expect.fail(`The call succeeded: ${JSON.stringify(data)}`),
    (error: unknown) => error,
  );
}

/** How a call ended, in terms that both clients share. */
export interface Ending {
  as: string;
  data?: unknown;
  code?: string;
  status_code?: number;
  error_type?: string;
  cause?: unknown;
  retry_after_ms?: number | undefined;
  attempts?: readonly Attempt[];
  may_have_been_applied?: boolean;
}

type Caller = (config: ClientConfig, options?: Options) => Promise<Ending>;

/** The two ways to make a call. */
export const callers: readonly (readonly [name: string, call: Caller])[] = [
  [
    "B2BClient",
    async (config, options) => {
      try {
        return { as: "success", data: await deleteMember(config, options) };
      } catch (error) {
        return toEnding(error);
      }
    },
  ],
  [
    "createFetchClient",
    async (config, options) => {
      const client = createFetchClient({ ...credentials, ...config });
      try {
        const result = await client.DELETE(template, { params: { path: ids }, ...options });
        if (result.error === undefined) return { as: "success", data: result.data };
        const { error_type } = result.error;
        const {
          status: status_code,
          attempts,
          may_have_been_applied,
          retry_after_ms,
          cause,
        } = result.response;
        return {
          as: "StytchError",
          error_type,
          status_code,
          attempts,
          may_have_been_applied,
          retry_after_ms,
          cause,
        };
      } catch (error) {
        return toEnding(error);
      }
    },
  ],
];

/** The same over each of the two ways to reach the network. */
export const wiredCallers: typeof callers = [
  ...callers,
  [
    "B2BClient with nodeFetch",
    (config, options) => callers[0]![1]({ fetch: nodeFetch(), ...config }, options),
  ],
];

/** The same by each way to make a call, at once: most of it is waiting. A failure names the way. */
export async function byEach(ways: typeof callers, act: (call: Caller) => Promise<void>): Promise<void> {
  const ended = await Promise.allSettled(ways.map(([, call]) => act(call)));
  for (const [index, each] of ended.entries()) {
    if (each.status === "fulfilled") continue;
    const error = each.reason as Error;
    error.message = `${ways[index]![0]}: ${error.message}`;
    throw error;
  }
}

function toEnding(error: unknown): Ending {
  const { name: as, ...facts } = error as Error & Omit<Ending, "as">;
  return { as, ...facts, cause: (error as Error).cause };
}

/** Lets five virtual minutes pass, and says when in them the call ended. Needs fake timers. */
export async function onVirtualClock<T>(call: () => Promise<T>): Promise<{ result: T; took: number }> {
  const began = performance.now();
  const ended = call().then((result) => ({ result, took: performance.now() - began }));
  await vi.advanceTimersByTimeAsync(300_000);
  return ended;
}

type Step = () => Response | Promise<Response>;

export interface Script {
  fetch: PlatformFetch;
  /** When `fetch` was called. */
  at: number[];
}

/** A `fetch` that takes one step of its script at each call, and from then on repeats the last: for virtual time. */
export function script(...steps: Step[]): Script {
  const at: number[] = [];
  const began = performance.now();
  const fetch: PlatformFetch = async () => {
    at.push(performance.now() - began);
    return steps[Math.min(at.length, steps.length) - 1]!();
  };
  return { at, fetch };
}

/** Never answers, and does not heed its signal. */
export const hang: Step = () => new Promise(() => {});

export function reply(status: number, headers: Record<string, string> = {}): Step {
  const body =
    status === 204 || status === 304
      ? null
      : JSON.stringify({ status_code: status, request_id: "r", error_type: "scripted" });
  return () => new Response(body, { status, headers: { "Content-Type": "application/json", ...headers } });
}

/** Fails as the platform's `fetch` does. */
export function fail(facts: { code?: string; syscall?: string; message?: string; name?: string }): Step {
  return async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("scripted"), facts) });
  };
}

export const refused = fail({ code: "ECONNREFUSED", syscall: "connect" });
export const lost = fail({ code: "ECONNRESET", syscall: "read" });
