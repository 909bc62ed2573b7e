// No error shows a credential, however it is looked at.
import { createFetchClient } from "../../../src/fetch-client.js";
import { describe, expect, it, vi } from "vitest";
import { B2BClient, ClientError, RequestError, StytchError, type ClientConfig } from "../../../src/index.js";
import { Secrets } from "../../../src/secrets.js";
import { credentials } from "../../contract/caller.js";
import { capture, failure, makers } from "./capture.js";
import { watchErrors } from "./scan-every-error.js";
import { expectNoSecrets, findSecret, planted, secretsOf, session } from "./secret-scanner.js";

const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };

/** What the call is rejected with. */
function reject(config: ClientConfig, signal?: AbortSignal): Promise<unknown> {
  const client = new B2BClient({ ...credentials, max_retries: 0, ...config });
  return failure(() => client.organizations.members.delete(ids, { authorization: session, signal }));
}

/** An error as a platform makes it, with something more. */
function spoil(more: object): Error {
  const error = Object.assign(new TypeError("fetch failed"), { code: "E_LEAK" });
  return Object.defineProperties(error, Object.getOwnPropertyDescriptors(more));
}

async function causeOf(cause: unknown): Promise<unknown> {
  const error = await reject({ fetch: () => Promise.reject(cause) });
  expect(error).toBeInstanceOf(RequestError);
  expectNoSecrets(error);
  return (error as RequestError).cause;
}

describe("the cause of a RequestError", () => {
  it("is a copy of what the platform says of a connection", async () => {
    const facts = { code: "ECONNRESET", errno: -104, syscall: "read", address: "127.0.0.1", port: 443 };
    const inner = Object.assign(new RangeError("read ECONNRESET"), facts, { host: "api.test" });
    const cause = await causeOf(new TypeError("fetch failed", { cause: inner }));
    expect(cause).toBeInstanceOf(Error);
    expect(cause).toMatchObject({ name: "TypeError", message: "fetch failed" });
    expect(Object.keys(cause as object)).toEqual([]);
    const copy = (cause as Error).cause as Error;
    expect({ ...copy }).toEqual(facts);
    expect(`${copy.stack}`).toBe("RangeError: read ECONNRESET");
    expect(copy.cause).toBeUndefined();
  });

  class AbortError extends Error {
    override name = "AbortError";
  }
  class Inheriting extends Error {}
  Inheriting.prototype.name = "InheritedError";
  const named: [what: string, cause: unknown, name: string, message: string][] = [
    ["a class that names its instances", new AbortError("aborted"), "AbortError", "aborted"],
    ["a class that has a name", new Inheriting("m"), "InheritedError", "m"],
    ["the platform's own aborts", new DOMException("aborted", "AbortError"), "AbortError", "aborted"],
    ["an error of several", new AggregateError([new Error("one")], "all"), "AggregateError", "all"],
    ["a plain object", { why: "because" }, "Error", ""],
    ["an object without a prototype", Object.create(null), "Error", ""],
    ["a message that is no text", { message: { toString: () => "evil" } }, "Error", ""],
    ["a name that is no text", { name: ["x"], message: "m" }, "Error", "m"],
    ["a function", Object.assign(() => {}, { message: "m" }), "causes", "m"],
    ["a string", "because", "Error", "because"],
    ["a symbol", Symbol("because"), "Error", "Symbol(because)"],
    ["null", null, "Error", "null"],
    ["nothing", undefined, "Error", "undefined"],
  ];

  it.for(named)("keeps the name and the message of %s", async ([, given, name, message]) => {
    if (typeof given === "function") Object.defineProperty(given, "name", { value: "causes" });
    const cause = await causeOf(given);
    expect(cause).toMatchObject({ name, message });
    expect(cause).not.toBe(given);
  });

  it("ends after a thousand characters of a message, and after five causes", async () => {
    const circle = spoil({ message: "x".repeat(2_000) });
    Object.assign(circle, { cause: spoil({ cause: circle }) });
    const messages: number[] = [];
    for (let cause = await causeOf(circle); cause instanceof Error; cause = cause.cause)
      messages.push(cause.message.length);
    expect(messages).toEqual([1_000, 12, 1_000, 12, 1_000]);
  });

  it("looks at nothing that is not on the list, and runs no foreign code", async () => {
    const looked = new Set<PropertyKey>();
    const run = (): never => {
      throw new Error("run");
    };
    const watched = new Proxy(spoil({}), {
      getOwnPropertyDescriptor: (target, key) => {
        looked.add(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      get: (_, key) => (key === "then" ? undefined : run()),
      has: run,
      ownKeys: run,
    });
    expect(await causeOf(watched)).toMatchObject({ name: "TypeError", code: "E_LEAK" });
    const facts = ["code", "errno", "syscall", "address", "port"];
    const classified = ["errors", "localAddress"];
    expect([...looked].toSorted()).toEqual(["name", "message", "cause", ...facts, ...classified].toSorted());

    const accessors = Object.fromEntries(
      ["name", "message", "cause", "errors", ...facts].map((key) => [key, { get: run }]),
    );
    expect(await causeOf(Object.defineProperties(new Error("m"), accessors))).toMatchObject({
      name: "Error",
      message: "",
    });
    expect(
      await causeOf(new Proxy({}, { getOwnPropertyDescriptor: run, getPrototypeOf: run })),
    ).toMatchObject({
      name: "Error",
    });
  });

  it("costs the same however often an error holds the same objects", async () => {
    let looks = 0;
    const count = (target: object): object =>
      new Proxy(target, {
        getOwnPropertyDescriptor: (_, key) => {
          looks += 1;
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
      });
    let shared = count({});
    for (let level = 0; level < 20; level += 1) shared = count({ cause: shared, one: shared, two: shared });
    await causeOf(shared);
    expect(looks).toBeLessThan(300);
  });

  const leaks: [name: string, make: (leak: string) => unknown][] = [
    ["its message", (leak) => spoil({ message: `Invalid header value "Basic ${leak}"` })],
    ["its name", (leak) => spoil({ name: leak })],
    ["its code", (leak) => spoil({ code: leak })],
    ["its address", (leak) => spoil({ address: leak })],
    ["its stack", (leak) => spoil({ stack: `TypeError: ${leak}\n    at fetch` })],
    ["a config like axios's", (leak) => spoil({ config: { headers: { Authorization: `Basic ${leak}` } } })],
    ["Headers", (leak) => spoil({ headers: new Headers({ authorization: leak }) })],
    ["a Buffer", (leak) => spoil({ written: Buffer.from(`authorization: ${leak}\r\n`) })],
    ["a property's name", (leak) => spoil({ [leak]: true })],
    ["a cause", (leak) => spoil({ cause: new Error(leak) })],
    ["one of its errors", (leak) => new AggregateError([new Error(leak)])],
    ["a String object", (leak) => Object(leak)],
    ["itself", (leak) => leak],
    ["the description of a symbol", (leak) => Symbol(leak)],
    ["a message cut in the middle of it", (leak) => spoil({ message: "x".repeat(995) + leak })],
  ];

  it.for(leaks)("shows no credential that is in %s", async ([, make]) => {
    for (const secret of planted) {
      const leak = make(secret);
      expect(findSecret(leak), "the scanner sees the leak").toBeDefined();
      expect(await causeOf(leak)).toBeInstanceOf(Error);
    }
  });
});

describe("the reason of an abort", () => {
  it("is the caller's own, and handed on as it is", async () => {
    const reason = { config: { why: "enough" } };
    const error = await reject({ fetch: () => new Promise(() => {}) }, AbortSignal.abort(reason));
    expect((error as RequestError).cause).toBe(reason);
  });
});

describe("the cause of a refusal whose body broke off", () => {
  it("is a copy without credentials", async () => {
    const leak = spoil({ leak: session.session_jwt, message: `broke off: ${credentials.secret}` });
    const body = () => new ReadableStream({ pull: (stream) => stream.error(leak) });
    const error = await reject({ fetch: async () => new Response(body(), { status: 500 }) });
    expect(error).toBeInstanceOf(StytchError);
    const cause = { name: "TypeError", code: "E_LEAK", message: "broke off: [redacted]" };
    expect(error).toMatchObject({ status_code: 500, cause });
    expectNoSecrets(error);
  });
});

const [secret, , basic] = planted as [string, string, string];
const everything = planted.join(" ");

const escapeAll = (text: string): string => text.replace(/./g, (letter) => `&#${letter.charCodeAt(0)};`);

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
  ["a 200 of HTML, escaped letter by letter", 200, `<pre>${escapeAll(everything)}</pre>`, "text/html"],
  ["a 200 of JSON within JSON", 200, [JSON.stringify(everything).replaceAll("-", String.raw`\u002d`)]],
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
  const key = "s3cret-key-1/a";
  it.for([
    ["one that another begins with", ["a-token-1", "a-token-1-long"], "a-token-1-long", "[redacted]"],
    ["one that ends with padding", ["YWJjZGVm=="], "Basic YWJjZGVm%3D%3D", "Basic [redacted]%3D%3D"],
    ["one with an equals sign inside", ["abcd=efg="], "x abcd=efg= x", "x [redacted]= x"],
    ["one outside Latin-1", ["sécrèt-ключ"], "x sécrèt-ключ x", "x [redacted] x"],
    [
      "one outside Latin-1, in a URL",
      ["sécrèt ключ"],
      "s%C3%A9cr%c3%a8t%20%D0%BA%d0%bb%D1%8E%d1%87.s%C3%A9cr%C3%A8t+%D0%BA%D0%BB%D1%8E%D1%87",
      "[redacted].[redacted]",
    ],
    [
      "one that has in it what looks like an escape",
      ["a%41key-1"],
      "a%41key-1 a%2541key-1",
      "[redacted] [redacted]",
    ],
    [
      "one with characters that JSON escapes",
      ['a-key"b\\c'],
      String.raw`{"x":"a-key\"b\\c"}`,
      '{"x":"[redacted]"}',
    ],
    ["one with characters that a URL escapes", [key], "?x=s3cret-key-1%2Fa", "?x=[redacted]"],
    ["nothing for padding alone", ["========"], "a ======== b", "a ======== b"],
    [
      "no placeholder of less than eight letters",
      ["test", "member", "sevenxx"],
      "member_test",
      "member_test",
    ],
    ["one of eight letters, of which one is padding", ["abcdefg="], "x abcdefg= x", "x [redacted]= x"],
    ["one that a URL escapes in small letters", [key], "?x=s3cret-key-1%2fa", "?x=[redacted]"],
    ["one that a form escapes", ["a secret phrase"], "x=a+secret+phrase", "x=[redacted]"],
    ["one that PHP escapes", [key], String.raw`{"x":"s3cret-key-1\/a"}`, '{"x":"[redacted]"}'],
    ["one in the base64 of URLs", ["Pz8/Pn5+Pz8="], "x Pz8_Pn5-Pz8 x", "x [redacted] x"],
    ["one of eight letters", ["12345678"], "1234567812345678", "[redacted][redacted]"],
    ["one that is escaped, twice", ["ab-token-1"], "ab%2Dtoken%2D1ab%2Dtoken%2D1", "[redacted][redacted]"],
    [
      "two that overlap where they are escaped",
      ["ab-token-1", "token-1-long-one"],
      "ab%2Dtoken%2D1%2Dlong%2Done.",
      "[redacted].",
    ],
    [
      "one within another that is escaped",
      ["ab-token-1-cd", "token-1-"],
      "x token%2D1%2D ab%2Dtoken%2D1%2Dcd.",
      "x [redacted] [redacted].",
    ],
    ["one as .NET writes it", ["Pj4+Pz8/Pj4+"], String.raw`"Pj4\u002BPz8/Pj4\u002B"`, '"[redacted]"'],
    [
      "one in JSON within JSON",
      ["Pj4+Pz8/Pj4+"],
      String.raw`\\u002bx Pj4\\u002bPz8\\/Pj4\\u002b`,
      String.raw`\\u002bx [redacted]`,
    ],
    ["one that HTML has by numbers", ["Pj4+Pz8/Pj4+"], "Pj4&#43;Pz8&#x2F;Pj4&#x2b;&#43;", "[redacted]&#43;"],
    [
      "one with a quote, in JSON within JSON",
      ['a"phrase'],
      String.raw`a\\\"phrase a\"phrase`,
      "[redacted] [redacted]",
    ],
    [
      "one that a URL within a URL has",
      [key],
      "%2f s3cret%252Dkey%2d1/a%2fs3cret-key-1%25252fa",
      "%2f [redacted]%2f[redacted]",
    ],
    [
      "one that is escaped letter by letter",
      [key],
      `${escapeAll(key)}.${escapeAll("x")}`,
      "[redacted].&#120;",
    ],
  ] as const)("redacts %s", ([, values, text, expected]) => {
    expect(new Secrets([...values]).redact(text)).toBe(expected);
  });

  it.for([
    ["ends in the middle of one", "xxxxs3cret-key-1/a", 10, "xxxx[redac"],
    ["ends before one", "xxxxs3cret-key-1/a", 4, "xxxx"],
    [
      "ends after one and before the rest of another",
      `${key}${" ".repeat(9)}${key}${" more".repeat(8)}`,
      20,
      "[redacted]  ",
    ],
    ["is so short that another could have been cut", key.repeat(9), 10, ""],
    ["is longer than the text", "x", 10, "x"],
  ] as const)("redacts a beginning that %s", ([, text, length, expected]) => {
    expect(new Secrets([key]).redactStart(text, length)).toBe(expected);
    expect(new Secrets([key]).excerpt(text, length)).toBe(expected);
  });

  it("shows nothing of one that is cut, although it is written at its longest", () => {
    const escaped = (letter: string) => `${"\\".repeat(4)}u00${letter.charCodeAt(0).toString(16)}`;
    const [before, after] = ["x".repeat(100), " more".repeat(20)];
    const text = `${before}${key.replaceAll(/\W/g, escaped)}${after}`;
    for (let length = 1; length < text.length; length += 1)
      expect(`${before}[redacted]${after}`.startsWith(new Secrets([key]).redactStart(text, length))).toBe(
        true,
      );
  });

  it.for([
    ["JSON", String.raw`s3cret-key-1\/a`],
    ["JSON by numbers", String.raw`s3cret\u002dkey-1/a`],
    ["a URL", "s3cret-key-1%2fa"],
    ["a URL, letter by letter", "%733cret-key-1/a"],
    ["HTML", "s3cret-key-1&#x2F;a"],
    ["HTML by name", "s3cret-key-1&sol;a"],
    ["HTML, across its end", "xxxxs3cret-key-1&sol;a"],
  ] as const)("takes no excerpt of a text that may hide one as %s", ([, text]) => {
    expect(new Secrets([key]).excerpt(text, 10)).toBeUndefined();
  });

  it("takes no longer for a token of padding alone", () => {
    const token = `${"=".repeat(200_000)}x`;
    expect(new Secrets([token]).redact(`x ${token} x`)).toBe("x [redacted] x");
  });

  it("redacts every string and key of a JSON value and copies the rest", () => {
    const value = { a: [1, null, true, `x ${key}`], [key]: { __proto__: null, b: key } };
    expect(new Secrets([key]).redactJson(value)).toEqual({
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
    const refuse = (): never => {
      throw new Error("refused");
    };
    const hostile = [
      undefined,
      null,
      1,
      "x",
      Symbol("x"),
      () => {},
      new Error("x"),
      new Proxy(
        {},
        { get: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse, ownKeys: refuse },
      ),
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
    const copy = await import("../../../src/errors.js");
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
