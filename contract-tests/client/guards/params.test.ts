// What an operation takes besides ids is written as its description says, or refused with a reason.
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { routes, type Route } from "../../../generated/client.js";
import { checkInit } from "../../../src/call-init.js";
import { createCaller } from "../../../src/caller.js";
import { credentials } from "../../contract/caller.js";
import { findServer } from "../../../src/config.js";
import { writeJson } from "../../../src/json.js";
import { refuseMisplaced } from "../../../src/misplaced.js";
import type { FetchInit } from "../../../src/fetch.js";
import { ClientError } from "../../../src/errors.js";
import { splitParams } from "../../../src/params.js";
import { findRoute } from "../../../src/route.js";
import { toSessionHeaders } from "../../../src/authorization.js";
import { capture, failure } from "./capture.js";

const route = (facts: Partial<Route>): Route => ({ path: {}, success: { 200: "json" }, ...facts });

interface Sent {
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Sends flat parameters to an operation, and returns the request that left. */
async function send(
  name: string,
  of: Route,
  params: unknown,
  respond?: () => Response,
): Promise<Sent & { data: unknown }> {
  const { fetch, sent } = capture(async () => (respond ?? (() => Response.json(["a"])))());
  const call = createCaller({ ...credentials, fetch, max_retries: 0, custom_base_url: "https://api.test" });
  const { answer } = await call(name, of, { ...splitParams(params, of), session: {} }, {});
  const { url, init } = sent[0]! as unknown as { url: string; init: FetchInit };
  const data = answer.kind === "success" ? answer.data : answer.body;
  return { target: url.slice("https://api.test".length), headers: init.headers, body: init.body, data };
}

/** A list with a hole in it. */
const holed = ["a", "b", "c"];
Reflect.deleteProperty(holed, 1);

/** A list of nothing but a hole. */
const empty_hole: unknown[] = [];
empty_hole.length = 1;

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");
const escaped =
  "%20!%22%23%24%25%26%27()*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~";

describe("a query", () => {
  it.for<[what: string, rule: object, value: unknown, search: string]>([
    ["text", {}, "a b&c=d", "?q=a%20b%26c%3Dd"],
    ["text of no letter", {}, "", "?q="],
    ["every printable character of ASCII", {}, ascii, `?q=${escaped}`],
    ["a number", { type: "number" }, -1.5, "?q=-1.5"],
    ["a boolean", { type: "boolean" }, false, "?q=false"],
    ["a list", { type: "array" }, ["a", "b,c"], "?q=a&q=b%2Cc"],
    ["a whole number of 53 bits", { type: "number" }, 2 ** 53 - 1, "?q=9007199254740991"],
    ["a list in one", { type: "array", explode: false }, ["a", "b,c"], "?q=a,b%2Cc"],
    ["a list by spaces", { type: "array", style: "spaceDelimited" }, ["a", "b"], "?q=a%20b"],
    ["a list by pipes", { type: "array", style: "pipeDelimited" }, ["a", "b"], "?q=a|b"],
    ["an object", { type: "object" }, { a: 1, b: "x y" }, "?a=1&b=x%20y"],
    ["an object in one", { type: "object", explode: false }, { a: 1, b: 2 }, "?q=a,1,b,2"],
    ["a deep object", { type: "object", style: "deepObject" }, { a: 1 }, "?q[a]=1"],
    ["an object where anything may be", { type: "any" }, { a: 1 }, "?a=1"],
    ["a list of an odd word", { type: "array" }, ["undefined"], "?q=undefined"],
    ["what is required", { required: true }, "a", "?q=a"],
    ["an object with a key of its own name", { type: "object" }, { q: 1 }, "?q=1"],
    ["nothing", {}, undefined, ""],
  ])("has %s", async ([, rule, value, search]) => {
    const { target } = await send("GET /v1/things", route({ query: { q: rule } }), { q: value });
    expect(target).toBe(`/v1/things${search}`);
  });

  it.for<[what: string, rule: object, value: unknown, search: string]>([
    ["texts", {}, "ab", "?p=ab&q=ab"],
    ["lists", { type: "array" }, ["a", "b"], "?p=a&p=b&q=a&q=b"],
    ["objects in one", { type: "object", explode: false }, { a: 1 }, "?p=a,1&q=a,1"],
    ["deep objects", { type: "object", style: "deepObject", explode: true }, { a: 1 }, "?p[a]=1&q[a]=1"],
  ])("may have two %s that are the same", async ([, rule, value, search]) => {
    const of = route({ query: { p: rule, q: rule } });
    expect((await send("GET /v1", of, { p: value, q: value })).target).toBe(`/v1${search}`);
  });

  it("is refused with a list or an object where neither is described", async () => {
    for (const value of [["a"], { a: 1 }])
      expect(await failure(() => send("GET /v1", route({ query: { q: {} } }), { q: value }))).toMatchObject({
        code: "invalid_parameter",
      });
  });

  it("is what was checked, whatever a getter says the second time", async () => {
    let reads = 0;
    const value = {
      get a() {
        reads += 1;
        return reads === 1 ? "1" : { b: 2 };
      },
    };
    const of = route({ query: { q: { type: "object" } } });
    expect((await send("GET /v1", of, { q: value })).target).toBe("/v1?a=1");
  });

  it.for<[what: string, of: Route, params: object, parameter: string]>([
    ["a query", route({ query: { q: { required: true } } }), { q: undefined }, "q"],
    ["a header", route({ header: { "X-A": { required: true } } }), {}, "X-A"],
    ["a body", route({ body: { required: true } }), {}, "body"],
  ])("is refused without %s that is required", async ([, of, params, parameter]) => {
    expect(await failure(() => send("PUT /v1", of, params))).toMatchObject({
      code: "invalid_parameter",
      parameter,
      message: `${parameter} is required. Nothing was sent.`,
    });
  });

  it.for<[what: string, query: Record<string, object>, params: Record<string, unknown>, why: RegExp]>([
    [
      "a key that is another parameter",
      { q: { type: "object" }, limit: {} },
      { q: { limit: 1 } },
      /^q must have no key that/,
    ],
    [
      "a key twice",
      { p: { type: "object" }, q: { type: "object" } },
      { p: { a: 1 }, q: { a: 2 } },
      /^q must have no key that/,
    ],
    [
      "an item that would be two",
      { q: { type: "array", style: "spaceDelimited" } },
      { q: ["a b", "c"] },
      /^q must have items without " "/,
    ],
  ])("is refused with %s, which would be read otherwise", async ([, query, params, message]) => {
    const error = await failure(() => send("GET /v1/things", route({ query }), params));
    expect(error).toMatchObject({
      name: "ClientError",
      code: "invalid_parameter",
      message: expect.stringMatching(message),
    });
  });

  it.for<[what: string, value: unknown]>([
    ["null", null],
    ["NaN", NaN],
    ["a function", () => "a"],
    ["a date", new Date(0)],
    ["an empty list", []],
    ["a list of lists", [["a"]]],
    ["an empty object", {}],
    ["an object of objects", { a: { b: 1 } }],
    ["a key that splits a query", { "a&admin": "true" }],
    ["a lone surrogate", "\uD800"],
    ["a hole", empty_hole],
    ["a hole between others", holed],
    ["a number that is not exact", 2 ** 53],
    ["a symbol for a key", { [Symbol("a")]: 1 }],
  ])("is refused with %s", async ([, value]) => {
    const of = route({ query: { q: { type: "any" } } });
    expect(await failure(() => send("GET /v1/things", of, { q: value }))).toMatchObject({
      name: "ClientError",
      code: "invalid_parameter",
      parameter: "q",
      message: expect.stringMatching(/^q must .*\. Nothing was sent\.$/),
    });
  });
});

describe("a path", () => {
  it.for<[what: string, rule: object, value: unknown, segment: string]>([
    ["a number", { type: "number" }, 7, "7"],
    ["a boolean", { type: "boolean" }, true, "true"],
    ["text of any type", { type: "any" }, "a|b", "a%7Cb"],
    ["a list", { type: "array" }, ["a", 2], "a,2"],
    ["an object", { type: "object", explode: true }, { a: 1, b: "c" }, "a=1,b=c"],
    ["a label", { type: "any", style: "label" }, "a", ".a"],
    ["a matrix", { type: "any", style: "matrix" }, "a", ";id=a"],
    ["a list of labels", { type: "array", style: "label" }, ["a.b", "c"], ".a.b,c"],
    ["a list of labels apart", { type: "array", style: "label", explode: true }, ["a", "b"], ".a.b"],
    ["a list with a full stop", { type: "array", explode: true }, ["a.b", "c"], "a.b,c"],
  ])("has %s", async ([, rule, value, segment]) => {
    const { target } = await send("GET /v1/{id}/x", route({ path: { id: rule } }), { id: value });
    expect(target).toBe(`/v1/${segment}/x`);
  });

  it.for<[what: string, rule: object, value: unknown]>([
    ["a number where text is described", {}, 7],
    ["a dot segment in a list of one", { type: "array" }, [".."]],
    ["a slash in a list", { type: "array" }, ["a", "b/c"]],
    ["an empty list", { type: "array" }, []],
    ["a slash in the key of an object", { type: "object" }, { "a/b": "c" }],
    ["infinity", { type: "number" }, Infinity],
    ["a whole number that is not exact", { type: "number" }, 2 ** 53],
    ["an empty object", { type: "number" }, {}],
    ["an empty object where one is described", { type: "object" }, {}],
    ["a list where a number is described", { type: "number" }, [1]],
    ["a hole", { type: "array" }, empty_hole],
    ["a hole between others", { type: "any" }, holed],
    ["a key that splits an object", { type: "object" }, { "a,1,admin": "x" }],
    ["a key that is a dot segment", { type: "object" }, { "..": "x" }],
    ["a label that would be two", { type: "array", style: "label", explode: true }, ["a.b"]],
  ])("is refused with %s", async ([, rule, value]) => {
    const of = route({ path: { id: rule } });
    expect(await failure(() => send("GET /v1/{id}/x", of, { id: value }))).toMatchObject({
      name: "ClientError",
      code: "invalid_path_parameter",
    });
  });
});

describe("a header of an operation's own", () => {
  const of = route({ header: { "X-Trace": { type: "any" } }, sessions: ["X-Stytch-Member-Session"] });

  it.for<[value: unknown, text: string | undefined]>([
    ["a b", "a b"],
    [7, "7"],
    [["a", true], "a,true"],
    [undefined, undefined],
  ])("is written for %j", async ([value, text]) => {
    expect((await send("GET /v1", of, { "X-Trace": value })).headers["X-Trace"]).toBe(text);
  });

  it.for<[value: unknown, must: string]>([
    ["a\r\nb: c", "be visible ASCII characters, with spaces at most between them"],
    ["", "be visible ASCII"],
    [" a", "be visible ASCII"],
    ["é", "be visible ASCII"],
    [{}, "not be an empty object"],
    [[], "not be an empty list"],
    [null, "be text, a boolean or an exact number"],
    [{ a: 1 }, "be no object, of which a header would have the values alone"],
    [["a,b"], "have items that are not empty and have no comma, which would split them"],
    [["a", ""], "have items that are not empty"],
    [holed, "be text, a boolean or an exact number"],
  ])("is refused for %j", async ([value, must]) => {
    expect(await failure(() => send("GET /v1", of, { "X-Trace": value }))).toMatchObject({
      code: "invalid_parameter",
      parameter: "X-Trace",
      message: expect.stringContaining(`X-Trace must ${must}`),
    });
  });

  it("stands beside a session in createFetchClient's params", () => {
    const header = { "X-Trace": "t", "X-Stytch-Member-Session": "s" };
    const { given } = checkInit(of, { params: { header } });
    expect(given).toMatchObject({ header: { "X-Trace": "t" }, session: { "X-Stytch-Member-Session": "s" } });
    expect(checkInit(of, { params: { header: { "X-Trace": "t" } } }).given.session).toEqual({});
    expect(() => checkInit(of, { params: { header: { ...header, "X-Stytch-Member-Session": "" } } })).toThrow(
      /must not be empty/,
    );
    for (const [nothing, message] of [
      [undefined, '"header" holds no session'],
      [null, '"X-Stytch-Member-Session" must be a string'],
    ] as const)
      expect(() =>
        checkInit(of, { params: { header: { ...header, "X-Stytch-Member-Session": nothing } } }),
      ).toThrow(
        expect.objectContaining({
          code: "invalid_authorization",
          message: expect.stringContaining(message) as string,
        }),
      );
    expect(() => checkInit(of, { params: { header: { "X-Trac": "t" } } })).toThrow(
      /in the call's header; it takes X-Trace, X-Stytch/,
    );
    const alone = route({ header: { "X-Trace": { type: "any" } } });
    expect(() => checkInit(alone, { params: { header: { "X-Trac": "t" } } })).toThrow(
      /it takes X-Trace\b(?!,)/,
    );
  });
});

describe("a body", () => {
  const flat = route({ path: { id: {} }, body: { required: true, fields: ["name", "tags"] } });
  const whole = route({ body: { required: false } });

  it("is made of the fields that are given", async () => {
    const sent = await send("POST /v1/{id}", flat, { id: "i", name: "n", tags: undefined });
    expect(sent).toMatchObject({ target: "/v1/i", body: '{"name":"n"}' });
    expect(sent.headers["Content-Type"]).toBe("application/json");
    expect((await send("POST /v1/{id}", flat, { id: "i" })).body).toBe("{}");
  });

  it("is left out where it is optional and nothing of it is given", async () => {
    const optional = route({ body: { required: false, fields: ["name"] } });
    const sent = await send("POST /v1", optional, {});
    expect(sent.body).toBeUndefined();
    expect(sent.headers).not.toHaveProperty("Content-Type");
    expect((await send("POST /v1", optional, { name: null })).body).toBe('{"name":null}');
    expect((await send("POST /v1", whole, {})).body).toBeUndefined();
  });

  it("is passed as a whole where it has no fields of its own", async () => {
    expect((await send("POST /v1", whole, { body: [1, "a", null] })).body).toBe('[1,"a",null]');
  });

  it("has the time of a Date, and what an object says that it is in JSON", async () => {
    const body = { at: new Date(0), own: { toJSON: 1 }, url: new URL("https://a.test/"), none: undefined };
    expect((await send("POST /v1", whole, { body })).body).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","own":{"toJSON":1},"url":"https://a.test/"}',
    );
    expect((await send("POST /v1", whole, { body: JSON.parse('{"__proto__":{"a":1}}') })).body).toBe(
      '{"__proto__":{"a":1}}',
    );
  });

  const self: unknown[] = [];
  self.push(self);
  it.for<[what: string, body: unknown]>([
    ["a function", { a: () => 1 }],
    ["a symbol", [Symbol("a")]],
    ["a bigint", { a: { b: 1n } }],
    ["NaN", { a: NaN }],
    ["infinity", [Infinity]],
    ["itself", self],
    ["undefined in a list", [undefined]],
    ["a hole", holed],
    ["no time", { a: new Date(NaN) }],
    ["a Map", { a: new Map([["a", 1]]) }],
    ["a Set", new Set([1])],
    ["an expression", { a: /a/ }],
    ["an error", new Error("a")],
    ["a promise", { a: Promise.resolve() }],
    ["a number in an object", { a: new Number(1) }],
    ["a symbol for a key", { [Symbol("a")]: 1 }],
  ])("is refused with %s", async ([, body]) => {
    expect(await failure(() => send("POST /v1", whole, { body }))).toMatchObject({
      code: "invalid_parameter",
      parameter: "body",
      message: expect.stringMatching(/^body must hold what JSON can: .*\. Nothing was sent\.$/),
    });
  });

  it.for<[what: string, prototype: object, body: unknown]>([
    ["an object of a class, where every object has a toJSON", Object.prototype, new Map()],
    ["a bigint, where each has a toJSON", BigInt.prototype, 1n],
    ["a function, where each has a toJSON", Function.prototype, () => 1],
  ])("is refused with %s", async ([, prototype, body]) => {
    Object.defineProperty(prototype, "toJSON", { value: () => "evil", configurable: true });
    try {
      expect(writeJson(body)).toBeUndefined();
    } finally {
      Reflect.deleteProperty(prototype, "toJSON");
    }
  });

  it("may have every value of JSON, and one object in two places", async () => {
    const twice = { a: [] };
    const body = { text: "", yes: true, no: false, none: null, number: -1.5, one: twice, two: [twice] };
    expect((await send("POST /v1", whole, { body })).body).toBe(JSON.stringify(body));
  });

  it.for<[params: unknown, parameter: string | undefined]>([
    [{ id: "i", nam: "n" }, "nam"],
    [{ id: "i", body: {} }, "body"],
    [{ id: "i", [Symbol("a")]: 1 }, undefined],
    [["i"], undefined],
    [new Map([["id", "i"]]), undefined],
  ])("is no place for another key: %j", ([params, parameter]) => {
    expect(() => splitParams(params, flat)).toThrow(
      expect.objectContaining({ code: "invalid_option", parameter }),
    );
  });

  it("names in its refusal all that there is a place for, and nothing else", () => {
    const of = route({ path: { id: {} }, query: { q: {} } });
    const taken = (more: Partial<Route>) => () => splitParams({ z: 1 }, { ...of, ...more });
    const message = (names: string) =>
      `Unknown key "z" in the parameters; it takes ${names}. Nothing was sent.`;
    expect(taken({})).toThrow(message("id, q"));
    expect(taken({ body: { required: false } })).toThrow(message("id, q, body"));
    expect(taken({ body: { required: false, fields: ["name"] } })).toThrow(message("id, q, name"));
    expect(() => splitParams([], of)).toThrow("The parameters must be a plain object.");
    expect(() => checkInit(of, { params: { path: { id: "i" }, query: { z: 1 } } })).toThrow(
      'Unknown key "z" in the call\'s query; it takes q. Nothing was sent.',
    );
  });

  it("is checked in createFetchClient too", () => {
    const init = { params: { path: { id: "i" } } };
    expect(checkInit(flat, { ...init, body: { name: "n" } }).given.body).toEqual({ name: "n" });
    expect(checkInit(whole, { body: 7 }).given.body).toBe(7);
    expect(() => checkInit(flat, { ...init, body: { nam: "n" } })).toThrow(
      /Unknown key "nam" in the call's body/,
    );
    expect(() => checkInit(route({}), { body: {} })).toThrow(/Unknown key "body"/);
    expect(checkInit(route({}), undefined)).toMatchObject({ given: { path: {}, query: {} }, limits: {} });
    expect(() => checkInit(flat, undefined)).toThrow(/must be a plain object/);
    expect(checkInit(route({ query: { q: {} } }), { params: { query: { q: "a" } } }).given.query).toEqual({
      q: "a",
    });
    expect(() => checkInit(route({ query: { q: {} } }), { params: { query: { p: "a" } } })).toThrow(
      /it takes q\./,
    );
  });
});

describe("credentials", () => {
  it.for<[security: Route["security"], headers: object]>([
    [undefined, { Authorization: `Basic ${btoa(`${credentials.project_id}:${credentials.secret}`)}` }],
    ["bearer", { Authorization: `Bearer ${credentials.secret}` }],
    [{ header: "X-Key" }, { "X-Key": credentials.secret }],
    ["none", {}],
  ])("are sent as the description says: %j", async ([security, headers]) => {
    const of = route({ ...(security !== undefined && { security }) });
    const { Accept, "User-Agent": _, ...rest } = (await send("GET /v1", of, {})).headers;
    expect({ Accept, ...rest }).toEqual({ Accept: "application/json", ...headers });
  });

  it("of a session are refused where no header takes them", () => {
    const authorization = { session_token: "t", session_jwt: "j" };
    expect(() => toSessionHeaders(authorization)).toThrow(
      expect.objectContaining({
        code: "invalid_authorization",
        message: "This operation takes no session, and `authorization` would be dropped. Nothing was sent.",
        parameter: "authorization",
      }),
    );
    expect(() => toSessionHeaders(authorization, ["X-Stytch-Member-Session"])).toThrow(
      /Unknown key "session_jwt"/,
    );
  });

  it("go to the server that the description names for the project", () => {
    const servers = [{ url: "https://a.test" }, { url: "https://b.test", prefix: "b-" }];
    expect(findServer("b-1", servers)).toBe("https://b.test");
    expect(findServer("c-1", servers)).toBe("https://a.test");
    const odd = [servers[0]!, { url: "https://c.test", prefix: "undefined-" }];
    expect(findServer("undefined-1", odd)).toBe("https://c.test");
    expect(() => findServer("c-1", servers.slice(1))).toThrow(
      expect.objectContaining({
        code: "invalid_base_url",
        message: expect.stringContaining("names no server for this project"),
        parameter: "custom_base_url",
      }),
    );
  });
});

describe("a success", () => {
  const text =
    (body: string | null, status: number, type = "application/json") =>
    () =>
      new Response(body, { status, headers: body === null ? {} : { "Content-Type": type } });

  it.for<[what: string, success: Route["success"], respond: () => Response, data: unknown]>([
    ["without content", { 204: "empty" }, text(null, 204), undefined],
    ["of a list", { 200: "json" }, text("[1]", 200), [1]],
    ["of null", { 200: "json" }, text("null", 200), null],
    ["of one status among several", { 200: ["request_id"], 202: [] }, text("{}", 202), {}],
  ])("%s is handed on", async ([, success, respond, data]) => {
    expect((await send("GET /v1", route({ success }), {}, respond)).data).toEqual(data);
  });

  it.for<[what: string, success: Route["success"], respond: () => Response]>([
    ["a body where none is described", { 200: "empty" }, text("{}", 200)],
    ["no body where one is described", { 204: "json" }, text(null, 204)],
    ["what is no JSON", { 200: "json" }, text("<p>", 200)],
    ["another media type", { 200: "json" }, text("[]", 200, "text/html")],
    ["a list for an object", { 200: [] }, text("[]", 200)],
  ])("is not %s", async ([, success, respond]) => {
    expect(await failure(() => send("PUT /v1", route({ success }), {}, respond))).toMatchObject({
      name: "RequestError",
      code: "invalid_response",
      may_have_been_applied: true,
    });
  });
});

describe("a second attempt", () => {
  beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
  afterEach(() => void vi.restoreAllMocks());

  const lost = (): never => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("lost"), { code: "ECONNRESET" }) });
  };
  const busy = (): Response => new Response("{}", { status: 503 });

  it.for<
    [method: string, retry: "unsent" | "idempotent", respond: () => Response, sent: number, applied: boolean]
  >([
    ["GET", "unsent", lost, 2, false],
    ["GET", "unsent", busy, 2, false],
    ["HEAD", "unsent", lost, 2, false],
    ["OPTIONS", "unsent", busy, 2, false],
    ["PUT", "unsent", lost, 1, true],
    ["PUT", "idempotent", lost, 2, true],
    ["DELETE", "idempotent", busy, 2, true],
    ["POST", "idempotent", lost, 1, true],
    ["POST", "idempotent", busy, 1, true],
    ["PATCH", "idempotent", lost, 1, true],
  ])("of %s with %s", async ([method, retry, respond, count, applied]) => {
    const { fetch, sent } = capture(async () => respond());
    const call = createCaller({
      ...credentials,
      fetch,
      retry,
      max_retries: 1,
      custom_base_url: "https://api.test",
    });
    const given = { path: {}, query: {}, header: {}, session: {}, body: undefined };
    const outcome = await call(`${method} /v1`, route({}), given, { deadline: 5_000, timeout: 5_000 }).then(
      ({ history }) => history,
      (error: { may_have_been_applied: boolean }) => error,
    );
    expect(sent).toHaveLength(count);
    expect(outcome.may_have_been_applied).toBe(applied);
  });
});

describe("What somebody wrote to Object.prototype", () => {
  const polluted = Object.prototype as Record<string, unknown>;

  it.for<[what: string, key: string, value: unknown]>([
    ["a property", "admin", "true"],
    ["what splits a query", "a&limit", "1"],
    ["an option of the serializers", "allowReserved", true],
    ["another JSON", "toJSON", () => "evil"],
  ])("is not sent: %s", async ([, key, value]) => {
    const of = route({
      path: { id: { type: "object" } },
      query: { q: { type: "object" }, deep: { type: "object", style: "deepObject" } },
      body: { required: true },
    });
    polluted[key] = value;
    try {
      const params = { id: { a: 1 }, q: { b: "1&c=2" }, deep: { d: 1 }, body: [{ a: [1] }] };
      const { target, body } = await send("POST /v1/{id}", of, params);
      expect(target).toBe("/v1/a,1?b=1%26c%3D2&deep[d]=1");
      expect(body).toBe('[{"a":[1]}]');
    } finally {
      Reflect.deleteProperty(polluted, key);
    }
  });
});

it("a body of fields may be left out of createFetchClient's init, where none is required", () => {
  const of = route({ body: { required: false, fields: ["name"] } });
  expect(checkInit(of, {}).given.body).toBeUndefined();
  expect(() => checkInit(of, { body: { nam: "a" } })).toThrow(/in the call's body; it takes name\./);
});

it("what is known of an operation inherits nothing, nor do the rules of its parameters", () => {
  expect(findRoute("toString")).toBeUndefined();
  const other: Record<string, Route> = routes;
  other["GET /v1/other/{id}"] = route({ path: { id: { type: "any" } }, security: "none" });
  onTestFinished(() => void Reflect.deleteProperty(routes, "GET /v1/other/{id}"));
  for (const [name, known] of Object.entries(routes)) {
    const found = findRoute(name)!;
    expect(found).toEqual(known);
    const rules = [found.path, found.query, found.header].flatMap((all) => Object.values(all ?? {}));
    for (const own of [found, found.path, found.success, ...rules])
      expect(Object.getPrototypeOf(own)).toBeNull();
  }
});

describe("an option among the parameters", () => {
  it("is refused up to 64 characters of its key, beyond which it is the key of nothing", () => {
    const key = `${"x".repeat(59)}token`;
    expect(() => refuseMisplaced({ [key]: 1 }, [])).toThrow(/does not belong to the parameters/);
    refuseMisplaced({ [`x${key}`]: 1 }, []);
    expect(() => refuseMisplaced({ session_token: 1 }, [])).toThrow(/"session_token" does not belong/);
  });

  it.each(["session_token", "credential", "credentials", "signal", "option", "options", "call_config"])(
    "is refused as %s, and not where that is a part of another word",
    (key) => {
      expect(() => refuseMisplaced({ [key]: 1 }, [])).toThrow(ClientError);
      refuseMisplaced({ [`z${key}`]: 1, [`${key}z`]: 1 }, []);
    },
  );

  it("is none where the operation has a parameter of its name, nor is a symbol", () => {
    refuseMisplaced({ session_token: 1, [Symbol("session_token")]: 1 }, ["session_token"]);
    expect(() => refuseMisplaced({ session_token: 1 }, ["session"])).toThrow(ClientError);
  });
});

it("a body is refused with thousands of levels", async () => {
  const body = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  expect(await failure(() => send("POST /v1", route({ body: { required: true } }), { body }))).toMatchObject({
    code: "invalid_parameter",
    parameter: "body",
  });
});
