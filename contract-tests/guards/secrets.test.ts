import { createFetchClient } from "../../src/fetch-client.js";
import { Request as UndiciRequest, Headers as UndiciHeaders } from "undici";
import { describe, expect, it, vi } from "vitest";
import { B2BClient, ClientError, RequestError, StytchError, type ClientConfig } from "../../src/index.js";
import { Secrets } from "../../src/secrets.js";
import { credentials } from "../spec.js";
import { capture, failure, makers } from "./capture.js";
import { watchErrors } from "./scan-every-error.js";
import { expectNoSecrets, findSecret, planted, secretsOf, session } from "./secret-scanner.js";

const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };

/** What the call is rejected with. */
function reject(config: ClientConfig, signal?: AbortSignal): Promise<unknown> {
  const client = new B2BClient({ ...credentials, max_retries: 0, ...config });
  return failure(() => client.organizations.members.delete(ids, { authorization: session, signal }));
}

/** An error as a platform makes it: with a class and a code, and here with something more. */
function spoil(more: object): Error {
  const error = Object.assign(new TypeError("fetch failed"), { code: "E_LEAK" });
  return Object.defineProperties(error, Object.getOwnPropertyDescriptors(more));
}

function chain(length: number, end: object): object {
  let cause = end;
  for (let link = 0; link < length; link += 1) cause = { cause };
  return cause;
}

function circle(leak: string): Error {
  const error = spoil({ leak });
  return Object.assign(error, { cause: spoil({ cause: error }) });
}

class Private {
  readonly #leak: string;
  constructor(leak: string) {
    this.#leak = leak;
  }
  get hidden(): string {
    return this.#leak;
  }
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.#leak;
  }
}

class Inherited extends TypeError {
  readonly code = "E_LEAK";
  readonly leak: () => string;
  constructor(leak: string) {
    super("fetch failed");
    this.leak = () => leak;
  }
  override get cause(): unknown {
    return new Map([["leak", this.leak()]]);
  }
}

/** A key that no garbage collection takes out of a WeakMap. */
const held = {};

const leaks: [name: string, make: (leak: string) => unknown][] = [
  ["its message", (leak) => spoil({ message: `Invalid header value "Basic ${leak}"` })],
  ["its stack alone", (leak) => spoil({ stack: `TypeError: ${leak}\n    at fetch` })],
  ["a config like axios's", (leak) => spoil({ config: { headers: { Authorization: `Basic ${leak}` } } })],
  ["a toJSON like axios's", (leak) => spoil({ toJSON: () => ({ config: { leak } }) })],
  ["an array", (leak) => spoil({ list: [[leak]] })],
  ["the value of a Map", (leak) => spoil({ map: new Map([["authorization", leak]]) })],
  ["the key of a Map", (leak) => spoil({ map: new Map([[{ leak }, true]]) })],
  ["a Set", (leak) => spoil({ set: new Set([leak]) })],
  ["Headers", (leak) => spoil({ headers: new Headers({ authorization: leak }) })],
  ["a Request", (leak) => spoil({ request: new Request("https://api.test", { headers: { a: leak } }) })],
  ["the Headers of npm's undici", (leak) => spoil({ headers: new UndiciHeaders({ a: leak }) })],
  [
    "a Request of npm's undici",
    (leak) => spoil({ r: new UndiciRequest("https://api.test", { headers: { a: leak } }) }),
  ],
  ["a Buffer", (leak) => spoil({ written: Buffer.from(`authorization: ${leak}\r\n`) })],
  [
    "a typed array inside an object",
    (leak) => spoil({ socket: { chunks: [new TextEncoder().encode(leak)] } }),
  ],
  ["an ArrayBuffer", (leak) => spoil({ buffer: new TextEncoder().encode(leak).buffer })],
  ["a property's name", (leak) => spoil({ [leak]: true })],
  ["a symbol key", (leak) => spoil({ [Symbol("held")]: leak })],
  ["a symbol key's description", (leak) => spoil({ [Symbol(leak)]: true })],
  ["a symbol", (leak) => spoil({ symbol: Symbol(leak) })],
  ["a non-enumerable property", (leak) => Object.defineProperty(spoil({}), "leak", { value: leak })],
  ["a getter", (leak) => spoil(Object.defineProperty({}, "leak", { get: () => leak, enumerable: true }))],
  ["an inherited getter of its cause", (leak) => new Inherited(leak)],
  ["private state that inspect prints", (leak) => spoil({ hidden: new Private(leak) })],
  ["a promise", (leak) => spoil({ promise: Promise.resolve(leak) })],
  ["a String object", (leak) => spoil({ text: Object(leak) })],
  ["a RegExp", (leak) => spoil({ pattern: new RegExp(leak.replace(/[^\w-]/g, "\\$&")) })],
  [
    "the name of a function",
    (leak) => spoil({ fn: Object.defineProperty(() => {}, "name", { value: leak }) }),
  ],
  ["an object without a prototype", (leak) => spoil({ bare: Object.assign(Object.create(null), { leak }) })],
  ["a URL", (leak) => spoil({ url: `https://api.test/?token=${encodeURIComponent(leak)}` })],
  ["JSON in a string", (leak) => spoil({ body: JSON.stringify(JSON.stringify({ leak })) })],
  ["a cause", (leak) => spoil({ cause: new Error(leak) })],
  ["the cause of a cause", (leak) => spoil({ cause: new Error("outer", { cause: { deep: [leak] } }) })],
  [
    "an AggregateError",
    (leak) => Object.assign(new AggregateError([new Error(leak)]), { name: "TypeError", code: "E_LEAK" }),
  ],
  ["a cause that leads back to it", circle],
  ["the last of 300 causes", (leak) => spoil({ cause: chain(300, { leak, message: leak }) })],
  ["a WeakMap", (leak) => spoil({ weak: new WeakMap([[held, leak]]) })],
  [
    "a getter of what inspect prints",
    (leak) =>
      spoil({
        hidden: {
          [Symbol.for("nodejs.util.inspect.custom")]: () => ({
            get leak() {
              return leak;
            },
          }),
        },
      }),
  ],
  [
    "a proxy that hides it",
    (leak) => spoil({ proxy: new Proxy({ leak }, { ownKeys: () => [], get: () => 0 }) }),
  ],
];

const inherited = ["name", "message", "stack"].map((key): (typeof leaks)[number] => [
  `an inherited ${key}`,
  (leak) => Object.create(Object.defineProperty({}, key, { get: () => leak })),
]);

/** More than the client searches: taken for leaks unseen. */
const floods: [name: string, make: (leak: string) => unknown][] = [
  ["the last of 1,000,000 causes", (leak) => spoil({ cause: chain(1_000_000, { message: leak }) })],
  ["the last of 200,000 items", (leak) => spoil({ list: [...Array.from({ length: 200_000 }).keys(), leak] })],
];

describe("the cause of a RequestError", () => {
  it.for([
    ...leaks.map(([name, make]) => [name, make, planted] as const),
    ...floods.map(([name, make]) => [name, make, planted.slice(0, 1)] as const),
  ])("is replaced by its name and code when a credential is in %s", async ([, make, secrets]) => {
    for (const secret of secrets) {
      const leak = make(secret);
      expect(findSecret(leak), "the scanner sees the leak").toBeDefined();

      const error = await reject({ fetch: () => Promise.reject(leak) });
      expect(error).toBeInstanceOf(RequestError);
      expect(error).toMatchObject({ cause: { name: "TypeError", code: "E_LEAK" } });
      expect((error as RequestError).cause).not.toBe(leak);
      expectNoSecrets(error);
    }
  });

  const odd: [name: string, make: (leak: string) => unknown, cause: object][] = [
    ["a string", (leak) => leak, { message: "string" }],
    ["a plain object", (leak) => ({ leak }), { message: "object" }],
    ["a numeric code", (leak) => ({ leak, name: "X", code: 7 }), { message: "X 7", name: "X", code: 7 }],
    ["its own name", (leak) => ({ name: leak, code: "E" }), { message: "E", name: "Error", code: "E" }],
    ["its own code", (leak) => ({ name: "X", code: leak }), { message: "X", name: "X" }],
    ["a sentence for a name", (leak) => ({ leak, name: "Not a word" }), { message: "object", name: "Error" }],
    ["a proxy that throws", (leak) => new Proxy({ leak }, refuseAll), { name: "Error" }],
    ["a code that is no word", (leak) => ({ leak, name: "X", code: true }), { message: "X", name: "X" }],
    ...inherited.map(([name, make]): (typeof odd)[number] => [name, make, { message: "object" }]),
  ];

  it.for(odd)("is replaced by what is left of it when a credential is in %s", async ([, make, cause]) => {
    for (const secret of planted) {
      const leak = make(secret);
      expect(findSecret(leak), "the scanner sees the leak").toBeDefined();
      const error = await reject({ fetch: () => Promise.reject(leak) });
      expect(error).toMatchObject({ name: "RequestError", cause });
      expect((error as RequestError).cause).not.toHaveProperty("cause");
      expect(Object.hasOwn((error as RequestError).cause as object, "code")).toBe("code" in cause);
      expectNoSecrets(error);
    }
  });

  it("keeps its own cause when that one holds no credential", async () => {
    const clean = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    const error = await reject({
      fetch: () => Promise.reject(spoil({ leak: credentials.secret, cause: clean })),
    });
    expect((error as { cause: Error }).cause.cause).toBe(clean);
    expectNoSecrets(error);
  });

  it("keeps five of its causes, cleaned, when it is circular", async () => {
    const error = await reject({ fetch: () => Promise.reject(circle(credentials.secret)) });
    const names: unknown[] = [];
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) names.push(cause.name);
    expect(names).toEqual(["RequestError", ...Array.from({ length: 5 }, () => "TypeError")]);
  });
});

const refuseAll: ProxyHandler<object> = Object.fromEntries(
  ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"].map((trap) => [
    trap,
    () => {
      throw new Error("refused");
    },
  ]),
);

describe("a cause without a credential", () => {
  const clean: [name: string, cause: unknown][] = [
    [
      "an error of the platform",
      new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) }),
    ],
    ["a DOMException", new DOMException("The user aborted", "AbortError")],
    ["an AggregateError", new AggregateError([new Error("one"), new Error("two")])],
    ["a circular error", circle("nothing")],
    ["a plain object", { why: "because" }],
    ["an object that says that it is long", { length: 2 ** 40 }],
    ["an object without a prototype", Object.create(null)],
    ["an instance of a class", new Private("nothing")],
    ["a Map", new Map([["key", new Set([1])]])],
    ["bytes", Buffer.from("nothing")],
    ["a function", () => "nothing"],
    ["a toJSON and a toString that throw", { toJSON: refuseAll.get, toString: refuseAll.get }],
    ["a string", "because"],
    ["a symbol", Symbol("because")],
    ["a number", 7],
    ["null", null],
    ["undefined", undefined],
  ];

  it.for(clean)("is kept when it is %s", async ([, cause]) => {
    const error = await reject({ fetch: () => Promise.reject(cause) });
    expect(error).toHaveProperty("cause");
    expect((error as RequestError).cause).toBe(cause);
  });

  it.for([undefined, {}])("is kept where the platform has no inspect: process is %j", (process) => {
    vi.stubGlobal("process", process);
    const cause = new Error("because");
    const secrets = new Secrets([credentials.secret]);
    const kept = secrets.cleanCause(cause);
    const replaced = secrets.cleanCause(new Error(credentials.secret));
    vi.unstubAllGlobals();
    expect(kept).toBe(cause);
    expect(findSecret(replaced)).toBeUndefined();
  });
});

describe("where the platform has no inspect, a cause", () => {
  const unseen =
    /^(a WeakMap|a getter of what|private state|a promise|a proxy|a? ?Headers|a Request|the Headers)/;

  it.for([...leaks.filter(([name]) => !unseen.test(name)), ...inherited])(
    "is replaced for a credential in %s",
    ([, make]) => {
      const leak = make("s3cret");
      vi.stubGlobal("process", undefined);
      const clean = new Secrets(["s3cret"]).cleanCause(leak);
      vi.unstubAllGlobals();
      expect(clean === leak).toBe(false);
      expect(findSecret(clean, ["s3cret"])).toBeUndefined();
    },
  );
});

describe("the reason of an abort", () => {
  it("is replaced when it holds a credential", async () => {
    const leak = spoil({ leak: credentials.secret });
    const error = await reject({ fetch: () => new Promise(() => {}) }, AbortSignal.abort(leak));
    expect(error).toMatchObject({ code: "aborted", cause: { name: "TypeError", code: "E_LEAK" } });
    expectNoSecrets(error);
  });
});

describe("the cause of a refusal whose body broke off", () => {
  it("is replaced when it holds a credential", async () => {
    const body = () =>
      new ReadableStream({ pull: (stream) => stream.error(spoil({ leak: session.session_jwt })) });
    const error = await reject({ fetch: async () => new Response(body(), { status: 500 }) });
    expect(error).toBeInstanceOf(StytchError);
    expect(error).toMatchObject({ status_code: 500, cause: { name: "TypeError", code: "E_LEAK" } });
    expectNoSecrets(error);
  });
});

const [secret, , basic] = planted as [string, string, string];
const everything = planted.join(" ");

/** Servers that send back what they were sent. */
const echoes: [name: string, status: number, body: unknown, type?: string][] = [
  ["error_message", 400, { error_type: "x", error_message: `You sent ${everything}` }],
  ["error_type", 401, { error_type: secret, error_message: "m" }],
  ["request_id", 404, { error_type: "x", request_id: session.session_token }],
  ["error_url", 404, { error_type: "x", error_url: `https://docs.test/?${basic}` }],
  ["error_details", 400, { error_details: { headers: [{ authorization: everything }] } }],
  ["the name of an error detail", 400, { error_details: { [everything]: 1 } }],
  ["a field that is not the API's", 400, { echo: { deep: everything }, [everything]: 1 }],
  ["the OAuth twin", 400, { error: secret, error_description: everything, error_uri: basic }],
  ["an HTML 502", 502, `<pre>${everything}</pre>`, "text/html"],
  ["a 429", 429, { error_type: session.session_jwt, request_id: basic }],
  ["a 200 of HTML", 200, `<pre>${everything}</pre>`, "text/html"],
  ["a 200 of HTML, escaped", 200, `<pre>${everything.replaceAll("=", "&#x3D;")}</pre>`, "text/html"],
  ["a 200 of HTML, in a URL", 200, `<a href="/?${encodeURIComponent(everything)}">`, "text/html"],
  ["a 200 of HTML, across the end of the excerpt", 200, `${"x".repeat(195)}${secret}`, "text/html"],
  ["a 200 of JSON that is no object", 200, [everything]],
  ["a 200 of text with a request_id", 200, { request_id: everything }, "text/plain"],
  ["a 202", 202, { request_id: session.session_token, echo: everything }],
];

describe("an error made of an answer", () => {
  it.for(echoes)(
    "shows no credential, nor does its log line, when a server echoes all in %s",
    async ([, status, body, type = "application/json"]) => {
      const lines: string[] = [];
      const write = (line: string) => lines.push(line);
      const config: ClientConfig = {
        ...credentials,
        max_retries: 0,
        fetch: async () =>
          new Response(typeof body === "string" ? body : JSON.stringify(body), {
            status,
            headers: { "content-type": type },
          }),
        logger: { debug: write, info: write, warn: write, error: write },
        log_level: "debug",
      };
      const error = await reject(config);
      const header = {
        "X-Stytch-Member-Session": session.session_token,
        "X-Stytch-Member-SessionJWT": session.session_jwt,
      };
      const outcome = await createFetchClient(config)
        .DELETE("/v1/b2b/organizations/{organization_id}/members/{member_id}", {
          params: { path: ids, header },
        })
        .catch((failed: unknown) => failed);

      expect(error).toBeInstanceOf(status >= 400 ? StytchError : RequestError);
      expect(lines).toHaveLength(2);
      expectNoSecrets([error, outcome, lines]);
    },
  );
});

describe("a client", () => {
  const config = { ...credentials, custom_base_url: "https://api.test", fetch: capture().fetch };

  it("shows no credential, before and after a call", async () => {
    const client = new B2BClient(config);
    expect(findSecret(client)).toBeUndefined();
    await client.organizations.members.delete(ids, { authorization: session });
    expect(findSecret([client, client.organizations.members.delete])).toBeUndefined();
  });

  it("shows no credential when it is createFetchClient's", () => {
    const client = createFetchClient(config);
    expect(findSecret([client, ...Object.values(client)])).toBeUndefined();
  });
});

describe("a ClientError", () => {
  const { project_id } = credentials;
  const strong = "secret-test-9Xq2-7b";
  const token = "tok3n.with.d0ts";
  const values = [...secretsOf({ project_id, secret: strong }, [token])];

  const configs: [name: string, config: unknown][] = [
    ["the configuration is the secret", strong],
    ["the secret is a key of the configuration", { project_id, [strong]: true }],
    ["the secret is in an array", { project_id, secret: [strong] }],
    ["the secret ends with a newline", { project_id, secret: `${strong}\n` }],
    ["the secret holds a null character", { project_id, secret: `${strong}\0` }],
    ["the project id is the secret, with a colon", { project_id: `${strong}:x`, secret: strong }],
    [
      "the base URL holds the secret",
      { project_id, secret: strong, custom_base_url: `https://x:${strong}@api.test` },
    ],
    [
      "the base URL's query holds the secret",
      { project_id, secret: strong, env: `https://api.test/?${strong}` },
    ],
    ["the base URL is the secret", { project_id, secret: strong, custom_base_url: strong }],
    ["the timeout is the secret", { project_id, secret: strong, timeout: strong }],
    ["retry is the secret", { project_id, secret: strong, retry: strong }],
    ["the logger is the secret", { project_id, secret: strong, logger: strong }],
  ];
  it.for(configs)("shows no credential when %s", async ([, config]) => {
    for (const make of makers) {
      const error = await failure(() => make(config as ClientConfig));
      expect(error).toBeInstanceOf(ClientError);
      expectNoSecrets(error, values);
    }
  });

  const options: [name: string, options: unknown][] = [
    ["the options are the token", token],
    ["the token is a key", { [token]: true }],
    ["the token is the authorization", { authorization: token }],
    ["the token is a key of the authorization", { authorization: { [token]: true } }],
    ["the token is a symbol in the authorization", { authorization: { [Symbol(token)]: true } }],
    ["the token ends with a newline", { authorization: { session_token: `${token}\n` } }],
    ["the token is in an array", { authorization: { session_token: [token] } }],
    ["the token is the timeout", { timeout: token }],
    ["the token is the signal", { signal: token }],
  ];
  it.for(options)("shows no credential when %s", async ([, given]) => {
    const client = new B2BClient({ project_id, secret: strong });
    const error = await failure(() => client.organizations.members.delete(ids, given as object));
    expect(error).toBeInstanceOf(ClientError);
    expectNoSecrets(error, values);
  });

  it.for(["..", "a/b"])("shows no credential when an id holds the secret and %s", async (end) => {
    const client = new B2BClient({ project_id, secret: strong });
    const error = await failure(() =>
      client.organizations.members.delete({ ...ids, member_id: `${strong}/${end}` }),
    );
    expect(error).toBeInstanceOf(ClientError);
    expectNoSecrets(error, values);
  });
});

describe("Secrets", () => {
  it.for([
    ["one that another begins with", ["token", "token-long"], "token-long", "[redacted]"],
    ["one with characters that JSON escapes", ['a"b\\c'], String.raw`{"x":"a\"b\\c"}`, '{"x":"[redacted]"}'],
    ["one with characters that a URL escapes", ["a/b+c"], "?x=a%2Fb%2Bc", "?x=[redacted]"],
    ["one that ends with padding", ["YWJj=="], "Basic YWJj%3D%3D", "Basic [redacted]%3D%3D"],
    ["one with an equals sign inside", ["a=b="], "x a=b x", "x [redacted] x"],
    ["one outside Latin-1", ["sécrèt-ключ"], "x sécrèt-ключ x", "x [redacted] x"],
    ["nothing for padding alone", ["=="], "a == b", "a == b"],
  ] as const)("redacts %s", ([, values, text, expected]) => {
    expect(new Secrets([...values]).redact(text)).toBe(expected);
  });

  it("replaces a cause that throws when it is searched", () => {
    const cause = new Proxy({ leak: "s3cret" }, refuseAll);
    const clean = new Secrets(["s3cret"]).cleanCause(cause);
    // Compared outside of expect, which would print the proxy.
    expect(clean === cause).toBe(false);
    expect(findSecret(clean, ["s3cret"])).toBeUndefined();
  });

  it("redacts every string and key of a JSON value and copies the rest", () => {
    const value = { a: [1, null, true, "x s3cret"], s3cret: { __proto__: null, b: "s3cret" } };
    expect(new Secrets(["s3cret"]).redactJson(value)).toEqual({
      a: [1, null, true, "x [redacted]"],
      "[redacted]": { b: "[redacted]" },
    });
  });
});

describe("the scanner", () => {
  it("fails when pointed at a client that keeps its configuration", () => {
    class LeakyClient {
      constructor(readonly config: typeof credentials) {}
    }
    expect(() => expectNoSecrets(new LeakyClient(credentials))).toThrow("the view in which a secret shows");
  });

  it("fails when pointed at log lines that hold a token", () => {
    expect(() => expectNoSecrets(["DELETE", `X-Stytch-Member-Session: ${session.session_token}`])).toThrow(
      "String",
    );
  });

  it("finds nothing in what holds nothing", () => {
    const hostile = [
      undefined,
      null,
      1,
      "x",
      Symbol("x"),
      () => {},
      new Error("x"),
      new Proxy({}, refuseAll),
    ];
    for (const value of hostile) expect(findSecret(value)).toBeUndefined();
  });

  it("looks for what the client sends", async () => {
    const { fetch, sent } = capture();
    const client = new B2BClient({ ...credentials, fetch });
    await client.organizations.members.delete(ids, { authorization: session });
    const headers = new Headers(sent[0]!.init.headers);
    expect(planted).toContain(headers.get("authorization")!.replace("Basic ", ""));
    expect(planted).toContain(headers.get("x-stytch-member-session"));
    expect(planted).toContain(headers.get("x-stytch-member-sessionjwt"));
  });

  it("is handed every error of the package that is made, by the setup file", async () => {
    vi.resetModules();
    const copy = await import("../../src/errors.js");
    const made: Error[] = [];
    watchErrors(copy.ClientError, (error) => made.push(error));

    const failed = { attempts: [], may_have_been_applied: false };
    const leaky = new copy.ClientError("invalid_option", `"secret" must not be ${credentials.secret}.`);
    const refused = new copy.StytchError("m", { status_code: 400 } as never, failed);
    const lost = new copy.RequestError("m", { code: "timeout" }, failed);

    expect(made).toEqual([leaky, refused, lost]);
    expect(made.map((error) => findSecret(error))).toEqual(["message", undefined, undefined]);
    expect(leaky).toBeInstanceOf(ClientError);
    expect(leaky.stack).toContain("secrets.test.ts");
  });
});
