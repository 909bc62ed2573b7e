// A configuration is taken or refused with a reason.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "../../../src/config.js";
import { createFetchClient } from "../../../src/fetch-client.js";
import { B2BClient, ClientError } from "../../../src/index.js";
import { credentials } from "../../contract/caller.js";
import { capture, failure, makers } from "./capture.js";

const { project_id, secret } = credentials;
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };

/** What the client sends as its credentials. */
async function sentCredentials(config: object): Promise<string> {
  const { fetch, sent } = capture();
  await new B2BClient({ ...config, fetch }).organizations.members.delete(ids);
  return new Headers(sent[0]!.init.headers).get("authorization")!;
}

beforeEach(() => {
  vi.stubEnv("STYTCH_PROJECT_ID", undefined);
  vi.stubEnv("STYTCH_SECRET", undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

it("A configuration of credentials alone has the documented defaults", () => {
  expect(readConfig(credentials)).toMatchObject({
    timeout: 35_000,
    max_retries: 2,
    retry: "unsent",
    max_response_bytes: 10 * 1024 * 1024,
    log_level: "info",
  });
});

describe("credentials", () => {
  const ask = 'Pass both "project_id" and "secret", or set both STYTCH_PROJECT_ID and STYTCH_SECRET.';
  const both = { STYTCH_PROJECT_ID: "project", STYTCH_SECRET: "key" };
  const missing: [name: string, config: object, env: object, parameter: string, message: string][] = [
    ["nothing", {}, {}, "project_id", `No project_id. ${ask}`],
    ["no secret", { project_id }, {}, "secret", `No secret. ${ask}`],
    ["no secret but that of the environment", { project_id }, both, "secret", `No secret. ${ask}`],
    ["an undefined secret", { project_id, secret: undefined }, both, "secret", `No secret. ${ask}`],
    ["no project id but that of the environment", { secret }, both, "project_id", `No project_id. ${ask}`],
    [
      "two that are undefined, beside the environment",
      { project_id: undefined, secret: undefined },
      both,
      "project_id",
      `No project_id. ${ask}`,
    ],
    ["an undefined secret alone", { secret: undefined }, both, "project_id", `No project_id. ${ask}`],
    ["an undefined project id alone", { project_id: undefined }, both, "project_id", `No project_id. ${ask}`],
    ["half an environment", {}, { STYTCH_PROJECT_ID: "project" }, "secret", `No secret. ${ask}`],
    ["no project id", { secret }, {}, "project_id", `No project_id. ${ask}`],
    ["undefined", { project_id: undefined, secret }, {}, "project_id", `No project_id. ${ask}`],
    [
      "an empty project id",
      { project_id: "", secret },
      { STYTCH_PROJECT_ID: project_id },
      "project_id",
      'No project_id. "project_id" is blank.',
    ],
    [
      "a blank secret",
      { project_id, secret: " \t" },
      { STYTCH_SECRET: secret },
      "secret",
      'No secret. "secret" is blank.',
    ],
    [
      "an empty variable",
      {},
      { STYTCH_PROJECT_ID: "", STYTCH_SECRET: secret },
      "project_id",
      "No project_id. The environment variable STYTCH_PROJECT_ID is blank.",
    ],
    [
      "a blank variable",
      {},
      { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: "\n" },
      "secret",
      "No secret. The environment variable STYTCH_SECRET is blank.",
    ],
  ];

  it.for(missing)("are missing with %s", async ([, config, env, parameter, message]) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value as string);
    for (const make of makers) {
      const error = await failure(() => make(config));
      expect(error).toBeInstanceOf(ClientError);
      expect(error).toMatchObject({ code: "missing_credentials", parameter, message });
    }
  });

  const problem = "begins or ends with white space, or contains a control character or a lone surrogate.";
  const endings: [name: string, value: string][] = [
    ["a trailing newline", "value\n"],
    ["a trailing CRLF", "value\r\n"],
    ["a leading space", " value"],
    ["a trailing no-break space", "value\u00a0"],
    ["a byte order mark", "\ufeffvalue"],
    ["a null character", "val\0ue"],
    ["a newline inside", "val\nue"],
    ["DEL", "val\u007fue"],
    ["a C1 control character", "val\u0085ue"],
    ["a lone surrogate", "val\ud800ue"],
  ];

  it.for(endings)("are refused with %s, and not quoted", async ([, value]) => {
    for (const [key, variable] of [
      ["project_id", "STYTCH_PROJECT_ID"],
      ["secret", "STYTCH_SECRET"],
    ] as const) {
      for (const make of makers) {
        const given = await failure(() => make({ ...credentials, [key]: value }));
        expect(given).toBeInstanceOf(ClientError);
        expect(given).toMatchObject({
          code: "invalid_option",
          parameter: key,
          message: `"${key}" ${problem}`,
        });
        // A process cannot hold a null character in its environment.
        const env = { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: secret, [variable]: value };
        vi.stubGlobal("process", { env });
        const found = await failure(() => make({}));
        vi.unstubAllGlobals();
        const message = `The environment variable ${variable} ${problem}`;
        expect(found).toMatchObject({ code: "invalid_option", parameter: key, message });
      }
    }
  });

  it.for([null, 1, true, ["value"], { value: 1 }, Object("value"), () => "value", Symbol("value")])(
    "are refused when one is %o",
    async (value) => {
      for (const key of ["project_id", "secret"]) {
        const error = await failure(() => new B2BClient({ ...credentials, [key]: value }));
        expect(error).toMatchObject({
          code: "invalid_option",
          parameter: key,
          message: `"${key}" must be a string.`,
        });
      }
    },
  );

  it("are refused with a colon in the project id, which would move the border to the secret", () => {
    const refusal = expect.objectContaining({
      code: "invalid_option",
      parameter: "project_id",
      message: '"project_id" must not contain ":".',
    });
    for (const make of makers) expect(() => make({ project_id: "a:b", secret })).toThrow(refusal);
  });

  const basics: [name: string, config: object, env: object, text: string][] = [
    ["the configuration", credentials, {}, `${project_id}:${secret}`],
    ["the environment", {}, { STYTCH_PROJECT_ID: "project", STYTCH_SECRET: "key" }, "project:key"],
    [
      "both, of which the configuration wins",
      credentials,
      { STYTCH_PROJECT_ID: "p", STYTCH_SECRET: "s" },
      `${project_id}:${secret}`,
    ],
    ["a secret with a colon", { project_id, secret: "a:b" }, {}, `${project_id}:a:b`],
    ["a secret with a space inside", { project_id, secret: "a b" }, {}, `${project_id}:a b`],
    ["a secret in Latin-1", { project_id, secret: "sécret" }, {}, `${project_id}:sécret`],
    ["a secret outside Latin-1", { project_id, secret: "ключ-秘密-😀" }, {}, `${project_id}:ключ-秘密-😀`],
    [
      "a secret of 300,000 characters",
      { project_id, secret: "s".repeat(300_000) },
      {},
      `${project_id}:${"s".repeat(300_000)}`,
    ],
  ];

  it.for(basics)("are taken from %s", async ([, config, env, text]) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value as string);
    expect(await sentCredentials(config)).toBe(`Basic ${Buffer.from(text).toString("base64")}`);
  });

  it("are read when the client is made, not later", async () => {
    const { fetch, sent } = capture();
    const config = { ...credentials, fetch };
    const client = new B2BClient(config);
    config.secret = "changed";
    await client.organizations.members.delete(ids);
    expect(new Headers(sent[0]!.init.headers).get("authorization")).toBe(
      `Basic ${btoa(`${project_id}:${secret}`)}`,
    );
  });

  it("are asked for where there is no process", () => {
    for (const process of [undefined, {}]) {
      vi.stubGlobal("process", process);
      for (const make of [() => new B2BClient(), () => createFetchClient()])
        expect(make).toThrow(expect.objectContaining({ code: "missing_credentials" }));
    }
  });

  it("are no part of what a process or its environment inherits", () => {
    const refusal = expect.objectContaining({ code: "missing_credentials" });
    const polluted = Object.prototype as Record<string, unknown>;
    const env = { STYTCH_PROJECT_ID: "evil", STYTCH_SECRET: "evil" };
    Object.assign(polluted, env);
    const attempt = () => {
      try {
        return new B2BClient();
      } catch (error) {
        return error;
      }
    };
    const errors = [{ env: {} }, {}].map((process) => {
      vi.stubGlobal("process", process);
      return attempt();
    });
    vi.unstubAllGlobals();
    const own = Object.getOwnPropertyDescriptor(globalThis, "process")!;
    Reflect.deleteProperty(globalThis, "process");
    polluted["process"] = { env };
    errors.push(attempt());
    Object.defineProperty(globalThis, "process", own);
    for (const name of [...Object.keys(env), "process"]) delete polluted[name];
    expect(errors).toEqual([refusal, refusal, refusal]);
  });
});

describe("a browser", () => {
  const browsers: [name: string, globals: object][] = [
    ["a page", { window: globalThis, document: {}, isSecureContext: true }],
    ["jsdom, which is like one", { window: globalThis, document: {} }],
    ["a worker, classic or module", { importScripts: () => {}, isSecureContext: false }],
    ["a service worker", { importScripts: () => {}, isSecureContext: true, clients: {} }],
  ];

  it.for(browsers)("is refused when it is %s", async ([, globals]) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    for (const make of makers) {
      for (const config of [credentials, { ...credentials, dangerously_allow_browser: false }, {}]) {
        const error = await failure(() => make(config));
        expect(error).toBeInstanceOf(ClientError);
        const message =
          "Refusing to run in a browser, where anybody can read the project's secret: call the API from your server. `dangerously_allow_browser` is for tests in jsdom and the like; in a page it gives the secret away.";
        expect(error).toMatchObject({ code: "browser_refused", parameter: undefined, message });
      }
    }
  });

  it.for(browsers)("is allowed on demand when it is %s", async ([, globals]) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const { fetch, sent } = capture();
    const config = { ...credentials, fetch, dangerously_allow_browser: true };
    await new B2BClient(config).organizations.members.delete(ids);
    expect(sent).toHaveLength(1);
  });

  it.for([
    ["Node", {}],
    ["a server that fakes window alone", { window: globalThis }],
    [
      "an edge runtime",
      { navigator: { userAgent: "Cloudflare-Workers" }, caches: {}, WebSocketPair: () => {} },
    ],
    ["workerd of a date when it had importScripts", { importScripts: () => {}, WebSocketPair: () => {} }],
    ["a worker of Deno", { WorkerGlobalScope: Object, self: globalThis, location: {} }],
    ["a server that says that its context is secure", { isSecureContext: true }],
    ["a server that fakes navigator", { navigator: { userAgent: "Mozilla/5.0" } }],
  ] as const)("is not seen in %s", ([, globals]) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(() => new B2BClient(credentials)).not.toThrow();
  });
});

describe("the configuration", () => {
  const fetch = () => Promise.reject(new Error("unused"));
  const write = () => {};
  const logger = { debug: write, info: write, warn: write, error: write };

  const refused: [key: string, must: string, values: unknown[]][] = [
    ["env", "a string", [1, null, {}, true]],
    ["custom_base_url", "a string", [1, null, {}, true]],
    [
      "timeout",
      "a number of milliseconds, above 0 and at most 2147483647",
      [0, -1, NaN, Infinity, 2 ** 31, "1", null, 1n, [1], Object(1)],
    ],
    [
      "deadline",
      "a number of milliseconds, above 0 and at most 2147483647",
      [0, -1, NaN, Infinity, 2 ** 31, "1", null, 1n, [1], Object(1)],
    ],
    ["max_retries", "a whole number, 0 or more", [-1, 0.5, NaN, Infinity, 2 ** 53, "2", null, 1n, true, [2]]],
    ["max_response_bytes", "a whole number, 1 or more", [0, -1, 1.5, NaN, Infinity, "1", null]],
    ["retry", 'one of "unsent", "idempotent"', ["always", "", null, true, ["unsent"], Object("unsent")]],
    ["fetch", "a function", [{}, null, "fetch", true]],
    [
      "logger",
      "an object with the functions info, warn",
      [
        null,
        true,
        write,
        {},
        { info: write },
        { warn: write },
        { ...logger, warn: 1 },
        "console",
        Object.assign(() => {}, logger),
      ],
    ],
    ["log_level", 'one of "debug", "info", "warn", "error", "off"', ["trace", "INFO", null, 1, ["info"]]],
    ["dangerously_allow_browser", "a boolean", ["true", 1, 0, null, {}]],
    ["dangerously_allow_http", "a boolean", ["true", 1, 0, null, {}]],
    [
      "dispatcher",
      "left out: pass a `fetch` that hands your dispatcher to undici, `(url, init) => undici.fetch(url, { ...init, dispatcher })`",
      [{}, null, false],
    ],
  ];

  it.for(refused.flatMap(([key, must, values]) => values.map((value) => [key, value, must] as const)))(
    "is refused with %s %o",
    async ([key, value, must]) => {
      for (const make of makers) {
        const error = await failure(() => make({ ...credentials, [key]: value }));
        expect(error).toBeInstanceOf(ClientError);
        expect(error).toMatchObject({
          code: "invalid_option",
          parameter: key,
          message: `"${key}" must be ${must}.`,
        });
      }
    },
  );

  it.for([
    ["projectId", "projectId"],
    ["Secret", "Secret"],
    ["base_url", "base_url"],
    ["max-retries", "max-retries"],
    ["apiKey", "apiKey"],
    ["toString", "toString"],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
    ["with space", undefined],
    ["x".repeat(41), undefined],
  ] as const)("is refused with the unknown key %s", async ([key, parameter]) => {
    const config = Object.defineProperty({ ...credentials }, key, { value: undefined, enumerable: true });
    for (const make of makers) {
      const error = await failure(() => make(config));
      expect(error).toBeInstanceOf(ClientError);
      expect(error).toMatchObject({ code: "invalid_option", parameter });
      expect((error as ClientError).message).toContain(
        parameter === undefined ? "Unknown key in" : `"${parameter}" in`,
      );
      expect((error as ClientError).message).toContain("it takes project_id, secret, custom_base_url,");
      expect((error as ClientError).message).not.toContain("dispatcher");
    }
  });

  it.for([
    ["null", null],
    ["a string", "project-test-1"],
    ["a number", 7],
    ["an array", [credentials]],
    ["a function", Object.assign(() => {}, credentials)],
    ["a Map", new Map(Object.entries(credentials))],
    [
      "an instance of a class",
      new (class Config {
        project_id = project_id;
        secret = secret;
      })(),
    ],
    ["an object that inherits from another", Object.create(credentials)],
    ["a client", new B2BClient(credentials)],
  ] as const)("is refused when it is %s", async ([, config]) => {
    for (const make of makers) {
      const error = await failure(() => make(config as object));
      expect(error).toMatchObject({
        code: "invalid_option",
        message: "The configuration must be a plain object.",
      });
    }
  });

  const complete = {
    ...credentials,
    custom_base_url: "https://api.test/prefix",
    env: "https://test.stytch.com",
    fraud_env: { anything: [1] },
    timeout: 0.5,
    deadline: 2 ** 31 - 1,
    max_retries: 0,
    retry: "idempotent",
    max_response_bytes: 1,
    fetch,
    logger,
    log_level: "off",
    dangerously_allow_browser: false,
    dangerously_allow_http: false,
    dispatcher: undefined,
  } as const;

  it("takes every option, frozen to its depths, and changes nothing", () => {
    const before = { ...complete, logger: { ...logger }, fraud_env: structuredClone(complete.fraud_env) };
    for (const part of [complete, logger, complete.fraud_env, complete.fraud_env.anything])
      Object.freeze(part);
    for (const make of makers) expect(() => make(complete as object)).not.toThrow();
    expect(complete).toEqual(before);
  });

  it("takes undefined for every option", () => {
    const config = Object.fromEntries(Object.keys(complete).map((key) => [key, undefined]));
    for (const make of makers) expect(() => make({ ...config, ...credentials })).not.toThrow();
  });

  it("is read once", async () => {
    const { fetch: send, sent } = capture();
    const reads: Record<string, unknown[]> = {
      project_id: [project_id, "evil"],
      secret: [secret, "evil"],
      custom_base_url: ["https://api.test", "http://evil.test"],
      timeout: [1_000, -1],
      fetch: [send, undefined],
    };
    const config = {};
    for (const [key, values] of Object.entries(reads)) {
      Object.defineProperty(config, key, { enumerable: true, get: () => values.shift() });
    }
    await new B2BClient(config).organizations.members.delete(ids);
    expect(Object.values(reads).map((left) => left.length)).toEqual([1, 1, 1, 1, 1]);
    expect(sent.map(({ url }) => new URL(url).origin)).toEqual(["https://api.test"]);
  });

  it("takes console for a logger", () => {
    expect(() => new B2BClient({ ...credentials, logger: console })).not.toThrow();
  });

  it.for([
    ["debug", ["info", "warn"]],
    ["info", ["info", "warn"]],
    ["warn", ["warn"]],
    ["error", []],
    ["off", []],
  ] as const)("with log_level %s asks of a logger for %j alone", async ([log_level, functions]) => {
    const enough = Object.fromEntries(functions.map((name) => [name, write]));
    for (const make of makers) {
      expect(() => make({ ...credentials, log_level, logger: enough })).not.toThrow();
      for (const name of functions) {
        const { [name]: _, ...less } = enough;
        expect(() => make({ ...credentials, log_level, logger: less })).toThrow(
          `"logger" must be an object with the functions ${functions.join(", ")}.`,
        );
      }
    }
  });

  it("is refused with a timeout that its deadline would cut short", () => {
    const message = '"timeout" must not be above "deadline", which is 1000.';
    const refusal = expect.objectContaining({ code: "invalid_option", parameter: "timeout", message });
    for (const make of makers) {
      expect(() => make({ ...credentials, timeout: 1001, deadline: 1000 })).toThrow(refusal);
      for (const config of [{ timeout: 1000, deadline: 1000 }, { timeout: 200_000 }, { deadline: 1000 }])
        expect(() => make({ ...credentials, ...config })).not.toThrow();
    }
  });

  it("is refused by a call with a timeout that the client's deadline would cut short", async () => {
    const { fetch: send, sent } = capture();
    const client = new B2BClient({ ...credentials, fetch: send, deadline: 1000 });
    const error = await failure(() => client.organizations.members.delete(ids, { timeout: 1001 }));
    expect(error).toMatchObject({ code: "invalid_option", parameter: "timeout" });
    expect(sent).toEqual([]);
    await client.organizations.members.delete(ids, { timeout: 1001, deadline: 1001 });
    expect(sent).toHaveLength(1);
  });
});

describe("a runtime", () => {
  it.for(["TextEncoder", "TextDecoder"])("is refused without %s, as jsdom under Jest is", (name) => {
    vi.stubGlobal(name, undefined);
    const message = `This runtime has no ${name}. Under Jest, take its node environment instead of jsdom.`;
    for (const make of makers) {
      expect(() => make(credentials)).toThrow(
        expect.objectContaining({ name: "ClientError", code: "unsupported_runtime", message }),
      );
    }
  });

  it("without a fetch is told at the call, before anything is sent", async () => {
    vi.stubGlobal("fetch", undefined);
    const clients = [new B2BClient(credentials), createFetchClient(credentials)] as const;
    const errors = await Promise.all([
      failure(() => clients[0].organizations.members.delete(ids)),
      failure(() =>
        clients[1].DELETE("/v1/b2b/organizations/{organization_id}/members/{member_id}", {
          params: { path: ids },
        }),
      ),
    ]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(ClientError);
      expect(error).toMatchObject({
        code: "unsupported_runtime",
        parameter: "fetch",
        message: "This runtime has no `fetch`: pass one in the configuration. Nothing was sent.",
        may_have_been_applied: false,
      });
    }
  });
});
