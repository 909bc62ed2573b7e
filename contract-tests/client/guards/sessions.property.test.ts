// No session whatsoever is dropped in silence.
import assert from "node:assert/strict";
import * as fc from "fast-check";
import createClient from "openapi-fetch";
import { describe, expect, it } from "vitest";
import { ClientError } from "../../../src/index.js";
import { plainOperations } from "../plain-operations.js";
import { call, captureFor, request, type Operation } from "./capture.js";
import { awaitCounterexample, findCounterexample } from "./counterexample.js";
import type { PlatformFetch } from "../../contract/caller.js";
import type { Listener } from "../../contract/world.js";

/** Keys that are right, or nearly, and values that are a token, or nearly. */
const keys = [
  "session_token",
  "session_jwt",
  "X-Stytch-Member-Session",
  "X-Stytch-Member-SessionJWT",
  "x-stytch-member-session",
  "sessionToken",
  "session_token ",
  "Authorization",
  "authorization",
  "__proto__",
  "constructor",
  "cookie",
  "",
];
const strange = [undefined, null, 0, 1, true, ["a"], {}, Object("a"), () => "a"];

const token = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(..."aZ09.-_=~!"), minLength: 1, maxLength: 6 }) },
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(..."a é😀\r\n\t\0\u007f"), maxLength: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...strange) },
);
const entries = fc.array(fc.tuple(fc.constantFrom(...keys), token), { maxLength: 3 });
const holder = fc.oneof(
  { weight: 8, arbitrary: entries.map((pairs): unknown => Object.fromEntries(pairs)) },
  { weight: 1, arbitrary: entries.map((pairs): unknown => Object.create(Object.fromEntries(pairs))) },
  { weight: 1, arbitrary: entries.map((pairs): unknown => new Map(pairs)) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, "a", 1, [], () => {}) },
);

const custom_base_url = "https://api.test";

type Act = (operation: Operation, holder: unknown, fetch: PlatformFetch) => unknown;

/** Either a ClientError and nothing sent, or exactly the given tokens, each in its header, and at least one. */
const sessionsArrive = (names: Record<string, string>, act: Act, listener?: Listener) =>
  fc.asyncProperty(fc.constantFrom(...plainOperations), holder, async (operation, given) => {
    const { fetch, sent, claim } = captureFor(listener);
    try {
      await act(operation, given, fetch);
    } catch (error) {
      assert(error instanceof ClientError, error as Error);
      assert.equal(error.code, "invalid_authorization");
      assert.equal(sent.length, 0);
      return;
    }
    const headers = { ...(sent[0]!.init.headers as Record<string, string>) };
    for (const name of ["Accept", "Authorization", "User-Agent"]) delete headers[name];
    const tokens = Object.entries(Object(given)).filter(([, value]) => value !== undefined);
    assert.notEqual(tokens.length, 0);
    assert.deepEqual(headers, Object.fromEntries(tokens.map(([name, value]) => [names[name], value])));
    claim(["header names"]);
  });

const authorizationNames = {
  session_token: "X-Stytch-Member-Session",
  session_jwt: "X-Stytch-Member-SessionJWT",
};
const headerNames = Object.fromEntries(Object.values(authorizationNames).map((name) => [name, name]));

/** Like the official SDK: takes what it knows and drops the rest. */
const pick: Act = async (_operation, given, fetch) => {
  const { session_token, session_jwt } = Object(given) as Record<string, string>;
  const headers: Record<string, string> = {};
  if (session_token) headers["X-Stytch-Member-Session"] = session_token;
  if (session_jwt) headers["X-Stytch-Member-SessionJWT"] = session_jwt;
  await fetch("https://api.test", { headers });
};

/** openapi-fetch as it comes. */
const bare: Act = ({ path, ids }, header, fetch) =>
  createClient<Record<string, { delete: object }>>({
    baseUrl: "https://api.test",
    fetch: ({ url, headers }) => fetch(url, { headers: Object.fromEntries(headers) }),
  }).DELETE(path as never, { params: { path: ids, header } } as never);

describe("sessions", () => {
  it("arrive as they were given with B2BClient", async ({ listener }) => {
    const act: Act = ({ operationId, ids }, authorization, fetch) =>
      call(operationId, ids, { authorization }, { fetch, custom_base_url });
    const property = sessionsArrive(authorizationNames, act, listener);
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it("arrive as they were given with createFetchClient", async ({ listener }) => {
    const act: Act = ({ method, path, ids }, header, fetch) =>
      request(method, path, { params: { path: ids, header } }, { fetch, custom_base_url });
    const property = sessionsArrive(headerNames, act, listener);
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it.for([
    ["a client that picks what it knows", sessionsArrive(authorizationNames, pick)],
    ["bare openapi-fetch", sessionsArrive(headerNames, bare)],
  ] as const)("do not with %s", async ([, property]) => {
    expect(await awaitCounterexample(property)).toContain("Counterexample");
  });
});

const known = ["authorization", "signal", "timeout"];
const unknown = ["authorisation", "session_token", "headers", "baseUrl", "body", "__proto__", "fetch"];
const { signal } = new AbortController();
const values = [{ session_token: "a" }, undefined, null, 1_000, -1, "1", signal, {}, "https://evil.test"];
const option = fc.tuple(fc.constantFrom(...known, ...unknown), fc.constantFrom<unknown>(...values));
const options = fc.array(option, { maxLength: 3 }).map((pairs): object => Object.fromEntries(pairs));

/** Either a ClientError and nothing sent, or every option was known; and an authorization is never lost. */
const optionsAreObeyed = (act: Act, listener?: Listener) =>
  fc.asyncProperty(fc.constantFrom(...plainOperations), options, async (operation, given) => {
    const { fetch, sent, claim } = captureFor(listener);
    try {
      await act(operation, given, fetch);
    } catch (error) {
      assert(error instanceof ClientError, error as Error);
      assert.equal(sent.length, 0);
      return;
    }
    assert.deepEqual(
      Reflect.ownKeys(given).filter((key) => !known.includes(String(key))),
      [],
    );
    assert.equal(Object.hasOwn(sent[0]!.init.headers!, "X-Stytch-Member-Session"), "authorization" in given);
    claim(["parameter"]);
  });

describe("the options of a call", () => {
  it("are obeyed or refused by B2BClient", async ({ listener }) => {
    const property = optionsAreObeyed(
      ({ operationId, ids }, given, fetch) => call(operationId, ids, given, { fetch }),
      listener,
    );
    expect(await findCounterexample(property)).toBeUndefined();
  });

  it("are not by a client that picks what it knows", async () => {
    const property = optionsAreObeyed((operation, given, fetch) =>
      pick(operation, (given as { authorization?: unknown }).authorization, fetch),
    );
    expect(await awaitCounterexample(property)).toContain("Counterexample");
  });
});
