// createFetchClient refuses what an operation does not declare.
import { afterEach, describe, expect, it } from "vitest";
import { createFetchClient } from "../../../src/fetch-client.js";
import { ClientError, StytchError, type ErrorBody, type Fetch } from "../../../src/index.js";
import { credentials } from "../../contract/caller.js";
import { operations } from "../../contract/cases.js";
import { plainOperations } from "../plain-operations.js";
import { call as callMethod, capture, type Capture, doors, failure, request } from "./capture.js";
import { session } from "./secret-scanner.js";

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
const header = { "X-Stytch-Member-Session": session.session_token };

describe.for(plainOperations)("createFetchClient, $operationId,", ({ method, path, ids }) => {
  const params = { path: ids };

  const refused: [name: string, init: unknown, parameter: string | undefined][] = [
    ["no options", undefined, undefined],
    ["null for the options", null, undefined],
    ["a string for the options", "params", undefined],
    ["an array for the options", [params], undefined],
    ["a Map for the options", new Map([["params", params]]), undefined],
    [
      "an instance of a class for the options",
      new (class Init {
        params = params;
      })(),
      undefined,
    ],
    ["another baseUrl", { params, baseUrl: "https://evil.test" }, "baseUrl"],
    ["another fetch", { params, fetch: () => {} }, "fetch"],
    ["another Request", { params, Request }, "Request"],
    ["a pathSerializer", { params, pathSerializer: () => "/" }, "pathSerializer"],
    ["a querySerializer", { params, querySerializer: () => "a=b" }, "querySerializer"],
    ["a bodySerializer", { params, bodySerializer: () => "x" }, "bodySerializer"],
    ["redirect", { params, redirect: "follow" }, "redirect"],
    ["a body", { params, body: {} }, "body"],
    ["an undefined body", { params, body: undefined }, "body"],
    ["headers", { params, headers: { "X-Other": "1" } }, "headers"],
    ["middleware", { params, middleware: [] }, "middleware"],
    ["parseAs", { params, parseAs: "text" }, "parseAs"],
    ["a method", { params, method: "GET" }, "method"],
    ["credentials", { params, credentials: "include" }, "credentials"],
    ["a dispatcher", { params, dispatcher: {} }, "dispatcher"],
    ["duplex", { params, duplex: "half" }, "duplex"],
    ["the path's ids beside params", { params, ...ids }, "organization_id"],
    ["authorization, which is B2BClient's", { params, authorization: session }, "authorization"],
    ["a key that is not enumerable", Object.defineProperty({ params }, "headers", { value: {} }), "headers"],
    ["a key of its own named __proto__", JSON.parse('{"__proto__":{}}'), "__proto__"],
    ["a symbol key", { params, [Symbol("signal")]: 1 }, undefined],
    ["a query", { params: { ...params, query: { force: true } } }, "query"],
    ["an undefined query", { params: { ...params, query: undefined } }, "query"],
    ["a cookie", { params: { ...params, cookie: { a: "b" } } }, "cookie"],
    ["null for the params", { params: null }, undefined],
    ["an array for the params", { params: [ids] }, undefined],
    ["a signal that is none", { params, signal: {} }, "signal"],
    [
      "a signal that cannot be let go",
      { params, signal: { aborted: false, addEventListener() {} } },
      "signal",
    ],
    ["a controller for its signal", { params, signal: new AbortController() }, "signal"],
    ["another event target for its signal", { params, signal: new EventTarget() }, "signal"],
    [
      "a signal that cannot be listened to",
      { params, signal: { aborted: false, removeEventListener() {} } },
      "signal",
    ],
    ["null for the signal", { params, signal: null }, "signal"],
    ["a timeout of zero", { params, timeout: 0 }, "timeout"],
    ["a negative timeout", { params, timeout: -1 }, "timeout"],
    ["an infinite timeout", { params, timeout: Infinity }, "timeout"],
    ["a timeout that timers cut to 1 ms", { params, timeout: 2 ** 31 }, "timeout"],
    ["a timeout that is not a number", { params, timeout: NaN }, "timeout"],
    ["a timeout in a string", { params, timeout: "1000" }, "timeout"],
  ];

  it.for(refused)("refuses %s and sends nothing", async ([, init, parameter]) => {
    const { fetch, sent } = capture();
    const error = await failure(() => request(method, path, init, { fetch }));
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ code: "invalid_option", parameter });
    expect(sent).toEqual([]);
  });

  it.for([
    ["no params", {}],
    ["undefined params", { params: undefined }],
    ["params without a path", { params: {} }],
    ["params of headers alone", { params: { header } }],
  ])("refuses %s for want of ids", async ([, init]) => {
    const { fetch, sent } = capture();
    const error = await failure(() => request(method, path, init, { fetch }));
    expect(error).toMatchObject({ code: "invalid_path_parameter", parameter: Object.keys(ids)[0] });
    expect(sent).toEqual([]);
  });

  const paths: [name: string, path: unknown][] = [
    ["an empty path", ""],
    ["a path that the spec does not have", "/v1/b2b/organizations/{organization_id}"],
    ["a path with the ids filled in", path.replace(/\{\w+\}/g, "id")],
    ["a path with a trailing slash", `${path}/`],
    ["a path with a query", `${path}?force=true`],
    ["a URL", `https://evil.test${path}`],
    ["a path without its first slash", path.slice(1)],
    ["the path in an array", [path]],
    ["the path in a String object", Object(path)],
    ["the path by toString", { toString: () => path }],
    ["the name of an inherited property", "__proto__"],
    ["undefined", undefined],
    ["null", null],
    ["a symbol", Symbol(path)],
  ];

  it.for(paths)("refuses %s for the path and sends nothing", async ([, other]) => {
    const { fetch, sent } = capture();
    const error = await failure(() => request(method, other, { params }, { fetch }));
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({
      code: "invalid_option",
      parameter: "path",
      message: expect.stringMatching(
        /^The API has no such operation\. It has [A-Z]+ \/\S+(?:, [A-Z]+ \/\S+)*\.$/,
      ),
    });
    expect(sent).toEqual([]);
  });

  const own = new Set(operations.filter((each) => each.path === path).map((each) => each.method));
  const others = methods.filter((other) => !own.has(other));
  const isOffered = (other: string): boolean => operations.some((each) => each.method === other);

  it.for(others.filter(isOffered))("refuses %s and sends nothing", async (other) => {
    const { fetch, sent } = capture();
    await expect(request(other, path, { params }, { fetch })).rejects.toMatchObject({
      code: "invalid_option",
      parameter: "path",
      message: expect.stringMatching(/^The API has no such operation\. It has .*DELETE .+\.$/),
    });
    expect(sent).toEqual([]);
  });

  it.for(others.filter((other) => !isOffered(other)))("has no method %s", async (other) => {
    expect(await failure(() => request(other, path, { params }, {}))).toBeInstanceOf(TypeError);
  });

  it.for([
    [undefined, "The call's options must be a plain object."],
    [
      { params, body: {} },
      `Unknown key "body" in the call's options; it takes params, signal, timeout, deadline, max_retries, retry.`,
    ],
    [{ params: null }, "The call's params must be a plain object."],
    [{ params: { query: {} } }, `Unknown key "query" in the call's params; it takes path, header.`],
  ])("says what is wrong with %j", async ([init, message]) => {
    expect(await failure(() => request(method, path, init, { fetch: capture().fetch }))).toMatchObject({
      message,
    });
  });

  it("takes params, signal and timeout, and reads each once", async () => {
    const { fetch, sent } = capture();
    const reads: string[] = [];
    const read = <Value>(name: string, value: Value) => {
      reads.push(name);
      return value;
    };
    const init = {
      get params() {
        return read("params", {
          get path() {
            return read("path", ids);
          },
          get header() {
            return read("header", {
              get "X-Stytch-Member-Session"() {
                return read("token", session.session_token);
              },
            });
          },
        });
      },
      get signal() {
        return read("signal", new AbortController().signal);
      },
      get timeout() {
        return read("timeout", 1_000);
      },
    };
    await request(method, path, init, { fetch });
    expect(reads.toSorted()).toEqual(["header", "params", "path", "signal", "timeout", "token"]);
    expect(sent).toHaveLength(1);
  });

  it("takes undefined for signal and timeout", async () => {
    const { fetch, sent } = capture();
    await request(method, path, { params, signal: undefined, timeout: undefined }, { fetch });
    expect(sent).toHaveLength(1);
  });

  it("takes an object from another realm or without a prototype", async () => {
    const { fetch, sent } = capture();
    const { runInNewContext } = await import("node:vm");
    const foreign: unknown = runInNewContext("JSON.parse(json)", {
      json: JSON.stringify({ params: { path: ids, header } }),
    });
    const bare = Object.assign(Object.create(null), {
      params: Object.assign(Object.create(null), { path: ids, header }),
    });
    for (const init of [foreign, bare]) await request(method, path, init, { fetch });
    expect(sent.map(({ init }) => new Headers(init.headers).get("X-Stytch-Member-Session"))).toEqual([
      session.session_token,
      session.session_token,
    ]);
  });

  it("leaves its options as they were", async () => {
    const init = { params: { path: { ...ids }, header: { ...header } }, timeout: 1_000 };
    const before = structuredClone(init);
    for (const part of [init, init.params, init.params.path, init.params.header]) Object.freeze(part);
    await request(method, path, init, { fetch: capture().fetch });
    expect(init).toEqual(before);
  });
});

describe("createFetchClient", () => {
  it("offers the methods of the API and nothing else", () => {
    const client = createFetchClient(credentials);
    expect(Reflect.ownKeys(client).toSorted()).toEqual(
      methods.filter((method) => operations.some((each) => each.method === method)).toSorted(),
    );
  });
});

/** Everything but the signal, which no two calls share. */
function facts({ url, init }: Capture["sent"][number]): object {
  return { url, ...init, signal: undefined };
}

describe("what somebody wrote to Object.prototype", () => {
  const polluted = Object.prototype as Record<string, unknown>;

  afterEach(() => {
    for (const name of Object.keys(polluted)) delete polluted[name];
  });

  const pollutions: [name: string, value: unknown][] = [
    ["custom_base_url", "https://evil.test"],
    ["fetch", () => Promise.reject(new Error("evil"))],
    ["headers", { Authorization: "Basic evil", "X-Other": "evil" }],
    ["header", { "X-Stytch-Member-Session": "evil" }],
    ["authorization", { session_token: "evil" }],
    ["body", "evil"],
    ["middleware", [{ onRequest: 1 }]],
    ["signal", AbortSignal.abort()],
    ["timeout", 1],
    ["extend", () => {}],
    ["query", { force: true }],
    ["baseUrl", "https://evil.test"],
    ["Request", Object],
    ["parseAs", "text"],
    ["querySerializer", () => "force=true"],
    ["bodySerializer", () => "evil"],
    ["pathSerializer", () => "/evil"],
    ["params", { query: { force: true } }],
    ["cache", "force-cache"],
    ["max_retries", 9],
    ["kind", "success"],
    ["status_code", 200],
    ["request_id", "evil"],
    ["value", "evil"],
    ["done", true],
  ];

  it.for(pollutions)("changes no call when it is %s", async ([name, value]) => {
    for (const operation of plainOperations) {
      for (const [, call] of doors) {
        const calm = capture();
        await call(operation, operation.ids, { fetch: calm.fetch });
        const hurt = capture();
        polluted[name] = value;
        await call(operation, operation.ids, { fetch: hurt.fetch });
        delete polluted[name];
        expect(hurt.sent.map(facts)).toEqual(calm.sent.map(facts));
      }
    }
  });

  it.for(doors)("reaches no fetch as an option of a call of %s", async ([, call]) => {
    for (const operation of plainOperations) {
      polluted["body"] = "evil";
      let body: unknown = "not called";
      await call(operation, operation.ids, {
        fetch: async (_, init) => {
          ({ body } = init as { body?: unknown });
          return Response.json({ request_id: "r", member_id: "m", status_code: 200 });
        },
      });
      expect(body).toBeUndefined();
    }
  });

  it("swallows no session by a setter", async () => {
    const { fetch, sent } = capture();
    const swallow = { set: () => {}, get: () => undefined, configurable: true };
    const headers = { "X-Stytch-Member-Session": "token-1", "X-Stytch-Member-SessionJWT": "jwt-1" };
    for (const { operationId, method, path, ids } of plainOperations) {
      for (const name of ["session_token", "session_jwt", ...Object.keys(headers), ...Object.keys(ids)])
        Object.defineProperty(polluted, name, swallow);
      const authorization = { session_token: "token-1", session_jwt: "jwt-1" };
      const calls = [
        callMethod(operationId, ids, { authorization }, { fetch }),
        request(method, path, { params: { path: ids, header: headers } }, { fetch }),
      ];
      const outcomes = await Promise.allSettled(calls);
      for (const name of Object.getOwnPropertyNames(polluted))
        if (Object.getOwnPropertyDescriptor(polluted, name)!.set === swallow.set) delete polluted[name];
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    }
    for (const { init } of sent) expect(init.headers).toMatchObject(headers);
    expect(sent).toHaveLength(2 * plainOperations.length);
    expect(sent.length).toBeGreaterThanOrEqual(4);
  });

  it.for([403, 500])("turns no %i into a success", async (status) => {
    for (const operation of plainOperations) {
      for (const [, act] of doors) {
        const fetch = async () => Response.json({ status_code: status }, { status });
        const evil = { kind: "success", status_code: 200, request_id: "r", data: {}, ok: true };
        Object.assign(polluted, evil);
        const outcome = await Promise.resolve(act(operation, operation.ids, { fetch })).catch(
          (error: unknown) => error,
        );
        for (const name of Object.keys(evil)) delete polluted[name];
        const seen = outcome instanceof StytchError ? outcome : (outcome as { error: ErrorBody }).error;
        expect(seen.status_code).toBe(status);
        expect(Object.hasOwn(outcome as object, "data")).toBe(false);
      }
    }
  });

  /** Keys that the client leaves out where it has nothing to say. */
  const optional =
    "status_code request_id excerpt headers detail code cause permanent retry_after_ms error error_description error_uri error_details error_type fetch timeout deadline retry max_retries signal may_have_been_applied".split(
      " ",
    );
  const throwing = {
    get: () => {
      throw new Error("polluted");
    },
    set: () => {
      throw new Error("polluted");
    },
    configurable: true,
  };
  const json = new Headers({ "Content-Type": "application/json" });
  const answered = (status: number, body: object) => {
    const text = JSON.stringify(body);
    return async () => ({ status, headers: json, body: undefined, text: async () => text });
  };
  const lost = new TypeError("fetch failed");
  const answers: [name: string, fetch: Fetch][] = [
    ["a success", answered(200, { status_code: 200, request_id: "r" })],
    ["a success of another shape", answered(200, {})],
    ["a refusal", answered(403, { error_type: "t" })],
    ["a refusal of another shape", answered(500, {})],
    ["a redirect", answered(302, {})],
    ["a loss", () => Promise.reject(lost)],
  ];

  it.for(answers)("adds nothing to %s, whatever its key", async ([, fetch]) => {
    const outcomeOf = async (): Promise<unknown> => {
      let told = "";
      const write = (line: string) => (told += line.replace(/duration_ms=\d+/, ""));
      const [operation] = plainOperations;
      const config = { fetch, logger: { info: write, warn: write } };
      const outcome = await callMethod(operation!.operationId, operation!.ids, undefined, config).catch(
        (error: unknown) => error,
      );
      return { ...(outcome as object), message: (outcome as Error).message, told };
    };
    const calm = await outcomeOf();
    for (const key of optional) {
      for (const property of [{ value: 418, configurable: true }, throwing]) {
        Object.defineProperty(polluted, key, property);
        const hurt = await outcomeOf().catch((error: unknown) => error);
        Reflect.deleteProperty(polluted, key);
        expect({ key, hurt }).toEqual({ key, hurt: calm });
      }
    }
  });

  it.for([
    ["syscall", "connect"],
    ["code", "ECONNREFUSED"],
    ["errors", [{ syscall: "connect" }]],
    ["cause", { code: "ECONNREFUSED" }],
    ["localAddress", undefined],
  ] as const)("makes no lost request an unsent one when it is %s", async ([name, value]) => {
    for (const operation of plainOperations) {
      for (const [, act] of doors) {
        const { fetch, sent } = capture(async () => {
          throw new TypeError("fetch failed", {
            cause: { code: name === "code" ? undefined : "ECONNRESET" },
          });
        });
        polluted[name] = value;
        const error = await failure(() => act(operation, operation.ids, { fetch, max_retries: 2 }));
        delete polluted[name];
        expect(error).toMatchObject({ code: "connection_lost", may_have_been_applied: true });
        expect(sent).toHaveLength(1);
      }
    }
  });

  it("replaces no id that is missing", async () => {
    for (const operation of plainOperations) {
      for (const name of Object.keys(operation.ids)) {
        for (const [, call] of doors) {
          const { fetch, sent } = capture();
          const { [name]: id, ...ids } = operation.ids;
          polluted[name] = id;
          const error = await failure(() => call(operation, ids, { fetch }));
          delete polluted[name];
          expect(error).toMatchObject({ code: "invalid_path_parameter", parameter: name });
          expect(sent).toEqual([]);
        }
      }
    }
  });
});
