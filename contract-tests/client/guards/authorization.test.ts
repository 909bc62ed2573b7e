// No session credential is dropped, swapped or quoted.
import { describe, expect, it } from "vitest";
import { ClientError, type Authorization } from "../../../src/index.js";
import { document } from "../../contract/cases.js";
import { plainOperations } from "../plain-operations.js";
import { call, capture, failure, request, type Operation } from "./capture.js";
import { session } from "./secret-scanner.js";
import type { PlatformFetch } from "../../contract/caller.js";

const { session_token, session_jwt } = session;

/** In every value that has room for it, so that a message that quotes the value can be told from one that does not. */
const marker = "q0q0q0";

/** Values that no session credential may have. */
const values: [name: string, value: unknown][] = [
  ["an empty string", ""],
  ["null", null],
  ["a number", 7],
  ["false", false],
  ["an object", { marker }],
  ["an array of one token", [marker]],
  ["a String object", Object(marker)],
  ["a function", () => marker],
  ["a promise", Promise.resolve(marker)],
  ["a symbol", Symbol(marker)],
  ["a space", " "],
  ["a token with a space", `a ${marker}`],
  ["a token with a trailing newline", `${marker}\n`],
  ["a token with a header of its own", `${marker}\r\nX-Other: 1`],
  ["a token with a tab", `\t${marker}`],
  ["a token with a null character", `${marker}\0`],
  ["a token with DEL", `${marker}\u007f`],
  ["a token with a no-break space", `${marker}\u00a0`],
  ["a token with an umlaut", `${marker}ü`],
  ["a token with an emoji", `${marker}😀`],
  ["a token with a lone surrogate", `${marker}\ud800`],
];

const printable = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index));

/** The two ways to say who acts, each with its names. */
const doors = [
  {
    door: "B2BClient",
    owner: "authorization",
    token: "session_token",
    other: "X-Stytch-Member-Session",
    misspelt: "Session_token",
    jwt: "session_jwt",
    act: (operation: Operation, authorization: unknown, fetch: PlatformFetch) =>
      call(operation.operationId, operation.ids, { authorization }, { fetch }),
  },
  {
    door: "createFetchClient",
    owner: "header",
    token: "X-Stytch-Member-Session",
    other: "session_token",
    misspelt: "x-stytch-member-session",
    jwt: "X-Stytch-Member-SessionJWT",
    act: ({ method, path, ids }: Operation, header: unknown, fetch: PlatformFetch) =>
      request(method, path, { params: { path: ids, header } }, { fetch }),
  },
] as const;

describe.for(doors)("$door", ({ owner, token, other, misspelt, jwt, act }) => {
  const holders: [name: string, holder: unknown, parameter: string | undefined][] = [
    ["undefined", undefined, owner],
    ["null", null, owner],
    ["false", false, owner],
    ["a token instead of an object", marker, owner],
    ["an array", [marker], owner],
    ["an array with the right key", Object.assign([], { [token]: marker }), owner],
    ["a Map", new Map([[token, marker]]), owner],
    ["Headers", new Headers({ [token]: marker }), owner],
    ["a function", Object.assign(() => {}, { [token]: marker }), owner],
    [
      "an instance of a class",
      new (class Session {
        [token] = marker;
      })(),
      owner,
    ],
    ["an object that inherits the token", Object.create({ [token]: marker }), owner],
    ["an empty object", {}, owner],
    ["an object of undefined values", { [token]: undefined, [jwt]: undefined }, owner],
    ["sessionToken", { sessionToken: marker }, "sessionToken"],
    ["an unknown key beside a right one", { [token]: marker, sessionJwt: marker }, "sessionJwt"],
    ["an undefined unknown key beside a right one", { [token]: marker, sessionJwt: undefined }, "sessionJwt"],
    ["a key in other letters", { [misspelt]: marker }, misspelt],
    ["a key in capitals", { [token.toUpperCase()]: marker }, token.toUpperCase()],
    ["a key with a trailing space", { [`${token} `]: marker }, undefined],
    ["a key that holds the value", { [`${token}: ${marker}`]: "" }, undefined],
    ["Authorization", { [token]: marker, Authorization: `Basic ${marker}` }, "Authorization"],
    ["the other door's key", { [other]: marker }, other],
    [
      "a key that is not enumerable",
      Object.defineProperty({ [token]: marker }, "other", { value: 1 }),
      "other",
    ],
    ["a symbol key", { [token]: marker, [Symbol(marker)]: marker }, undefined],
    ["an own __proto__", JSON.parse(`{"__proto__":{"${token}":"${marker}"}}`), "__proto__"],
  ];

  describe.for(plainOperations)("$operationId", (operation) => {
    it.for(holders)("refuses %s and sends nothing", async ([, holder, parameter]) => {
      const { fetch, sent } = capture();
      const error = await failure(() => act(operation, holder, fetch));
      expect(error).toBeInstanceOf(ClientError);
      expect(error).toMatchObject({ code: "invalid_authorization", parameter });
      expect((error as ClientError).message).toMatch(/ Nothing was sent\.$/);
      expect((error as ClientError).message).not.toContain(marker);
      expect(sent).toEqual([]);
    });

    it.for(values)("refuses %s for either credential and sends nothing", async ([, value]) => {
      const { fetch, sent } = capture();
      for (const holder of [{ [token]: value }, { [token]: "right", [jwt]: value }, { [jwt]: value }]) {
        const error = await failure(() => act(operation, holder, fetch));
        expect(error).toBeInstanceOf(ClientError);
        expect(error).toMatchObject({
          code: "invalid_authorization",
          parameter: holder[jwt] === value ? jwt : token,
        });
        expect((error as ClientError).message).not.toContain(marker);
      }
      expect(sent).toEqual([]);
    });

    const full = "leave the key out to act with the project's full rights";
    const problems: [holder: unknown, problem: string][] = [
      [null, `"${owner}" must be a plain object; ${full}`],
      [{}, `"${owner}" holds no session; ${full}`],
      [{ [other]: "" }, `Unknown key "${other}" in "${owner}"; it takes ${token} and ${jwt}`],
      [{ "a b": "" }, `Unknown key in "${owner}"; it takes ${token} and ${jwt}`],
      [{ [token]: 7 }, `"${token}" must be a string`],
      [{ [token]: "" }, `"${token}" must not be empty`],
      [
        { [token]: "a b" },
        `"${token}" must not contain white space, control characters or non-ASCII characters`,
      ],
    ];
    it.for(problems)("says what is wrong with %j", async ([holder, problem]) => {
      const error = await failure(() => act(operation, holder, capture().fetch));
      expect(error).toMatchObject({ message: `${problem}. Nothing was sent.` });
    });

    const sessions: [name: string, holder: object, headers: object][] = [
      ["the token", { [token]: session_token }, { "X-Stytch-Member-Session": session_token }],
      ["the JWT", { [jwt]: session_jwt }, { "X-Stytch-Member-SessionJWT": session_jwt }],
      [
        "the token when the JWT is undefined",
        { [token]: session_token, [jwt]: undefined },
        { "X-Stytch-Member-Session": session_token },
      ],
      [
        "both",
        { [token]: session_token, [jwt]: session_jwt },
        { "X-Stytch-Member-Session": session_token, "X-Stytch-Member-SessionJWT": session_jwt },
      ],
      [
        "every printable character of ASCII",
        { [token]: printable },
        { "X-Stytch-Member-Session": printable },
      ],
    ];
    it.for(sessions)("sends %s", async ([, holder, headers]) => {
      const { fetch, sent } = capture();
      await act(operation, Object.freeze(holder), fetch);
      const always = new Set(["Accept", "Authorization", "User-Agent"]);
      const rest = Object.entries(sent[0]!.init.headers!).filter(([name]) => !always.has(name));
      expect(Object.fromEntries(rest)).toEqual(headers);
    });

    it("reads a credential once", async () => {
      const { fetch, sent } = capture();
      const reads = [session_token, "", undefined];
      await act(
        operation,
        {
          get [token]() {
            return reads.shift();
          },
        },
        fetch,
      );
      expect(sent[0]!.init.headers).toMatchObject({ "X-Stytch-Member-Session": session_token });
      expect(reads).toHaveLength(2);
    });
  });
});

describe.for(plainOperations)("the options of $operationId", ({ operationId, method, path, ids }) => {
  const authorization: Authorization = { session_token };

  const refused: [name: string, options: unknown, parameter: string | undefined][] = [
    ["null", null, undefined],
    ["a string", session_token, undefined],
    ["an array", [{ authorization }], undefined],
    ["a Map", new Map([["authorization", authorization]]), undefined],
    ["a function", Object.assign(() => {}, { authorization }), undefined],
    [
      "an instance of a class",
      new (class Options {
        authorization = authorization;
      })(),
      undefined,
    ],
    ["an object that inherits from another", Object.create({ authorization }), undefined],
    [
      "an object that inherits from what looks like Object.prototype",
      Object.create({ isPrototypeOf: 1, authorization }),
      undefined,
    ],
    [
      "an object that inherits from one without a prototype",
      Object.create(Object.assign(Object.create(null), { authorization })),
      undefined,
    ],
    ["authorisation", { authorisation: authorization }, "authorisation"],
    ["Authorization", { Authorization: authorization }, "Authorization"],
    ["session_token", { session_token }, "session_token"],
    ["session_jwt", { session_jwt }, "session_jwt"],
    ["sessionToken", { authorization, sessionToken: session_token }, "sessionToken"],
    ["headers", { headers: { "X-Stytch-Member-Session": session_token } }, "headers"],
    ["header", { header: { "X-Stytch-Member-Session": session_token } }, "header"],
    ["an unknown key that is undefined", { authorisation: undefined }, "authorisation"],
    [
      "an unknown key that is not enumerable",
      Object.defineProperty({}, "authorisation", { value: 1 }),
      "authorisation",
    ],
    ["a symbol", { [Symbol("authorization")]: authorization }, undefined],
    ["a signal that is none", { signal: "signal" }, "signal"],
    ["a timeout of zero", { timeout: 0 }, "timeout"],
    ["a timeout in a string", { timeout: "1000" }, "timeout"],
    ["max_retries that are no number", { max_retries: "0" }, "max_retries"],
    ["a negative max_retries", { max_retries: -1 }, "max_retries"],
    ["a deadline of zero", { deadline: 0 }, "deadline"],
    ["a timeout above its deadline", { timeout: 1001, deadline: 1000 }, "timeout"],
    ["another retry", { retry: "always" }, "retry"],
    ["fetch", { fetch: () => {} }, "fetch"],
    ["custom_base_url", { custom_base_url: "https://evil.test" }, "custom_base_url"],
  ];

  it.for(refused)("cannot be or hold %s; nothing is sent", async ([, options, parameter]) => {
    const { fetch, sent } = capture();
    const error = await failure(() => call(operationId, ids, options, { fetch }));
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ code: "invalid_option", parameter });
    expect(sent).toEqual([]);
  });

  it.for([authorization, { authorization }, undefined])(
    "cannot come third, where %j would be dropped; nothing is sent",
    async (third) => {
      const { fetch, sent } = capture();
      for (const act of [
        () => call(operationId, ids, undefined, { fetch }, third),
        () => request(method, path, { params: { path: ids } }, { fetch }, third),
      ])
        expect(await failure(act)).toMatchObject({
          name: "ClientError",
          code: "invalid_option",
          message: "A call takes two arguments and no more. Nothing was sent.",
        });
      expect(sent).toEqual([]);
    },
  );

  const asSession =
    "pass a session as `authorization` in the options of a method, or in `params.header` of createFetchClient";
  const asOption = "it is an option of the call";
  const misplaced: [key: string, advice: string][] = [
    ...[
      "authorization",
      "Authorization",
      "authorisation",
      "auth",
      "session",
      "session_token",
      "SESSION_TOKEN",
      "sessionToken",
      "session-jwt",
      "sessionJWT",
      "member_session_token",
      "stytchMemberSession",
      "X-Stytch-Member-Session",
      "x-stytch-member-sessionjwt",
      "X_STYTCH_MEMBER_SESSION",
      "token",
      "jwt",
      "authToken",
      "access_token",
      "bearer",
      "authz",
      "authorizations",
      "member_session_jwt_token",
      "user_session",
      "sessionCredentials",
      "session_id",
      "session_token_value",
      "admin_session_token",
      "actorSession",
      "acting_session",
      "caller_session",
      "current-session",
      "requester_session",
      "impersonation_token",
      "impersonated_session",
      "impersonator_session",
      "authorizationHeader",
      "session_headers",
      "authorization_options",
      "sessionOption",
      "cookie",
      "cookies",
      "stytch_session_cookie",
    ].map((key): [string, string] => [key, asSession]),
    ...[
      "signal",
      "timeout",
      "Timeout",
      "deadline",
      "max_retries",
      "maxRetries",
      "retry",
      "header",
      "headers",
      "params",
      "options",
      "requestOptions",
      "method_options",
      "fetchOptions",
      "extra_headers",
      "extraHeader",
      "opts",
      "init",
      "config",
      "abortSignal",
      "timeoutMs",
      "deadline_ms",
      "retries",
    ].map((key): [string, string] => [key, asOption]),
  ];
  it("cannot be missed: a key beside the ids that only looks like one of them is named as what it looks like", async () => {
    const { fetch, sent } = capture();
    const error = await failure(() => call(operationId, { ...ids, " session_token": "t" }, {}, { fetch }));
    const message = `"sessiontoken" does not belong to the parameters: ${asSession}. Nothing was sent.`;
    expect(error).toMatchObject({ code: "invalid_option", parameter: undefined, message });
    expect(sent).toEqual([]);
  });

  it.for(misplaced)("cannot be missed: %s beside the ids is refused", async ([key, advice]) => {
    const message = `"${key}" does not belong to the parameters: ${advice}. Nothing was sent.`;
    const { fetch, sent } = capture();
    for (const value of [authorization, undefined]) {
      const params = Object.defineProperty({ ...ids }, key, { value });
      for (const act of [
        () => call(operationId, params, undefined, { fetch }),
        () => request(method, path, { params: { path: params } }, { fetch }),
      ]) {
        const error = await failure(act);
        expect(error).toBeInstanceOf(ClientError);
        expect(error).toMatchObject({ code: "invalid_option", parameter: key, message });
      }
    }
    expect(sent).toEqual([]);
  });

  it.for([
    [null, "The call's options must be a plain object."],
    [
      { headers: {} },
      `Unknown key "headers" in the call's options; it takes authorization, signal, timeout, deadline, max_retries, retry.`,
    ],
    [{ signal: 1 }, '"signal" must be an AbortSignal.'],
    [{ timeout: 0 }, '"timeout" must be a number of milliseconds, above 0 and at most 2147483647.'],
  ])("cannot be %j, and the error says why", async ([options, message]) => {
    const error = await failure(() => call(operationId, ids, options, { fetch: capture().fetch }));
    expect(error).toMatchObject({ message });
  });

  it.for([
    ["left out", undefined],
    ["empty", {}],
    ["undefined values", { signal: undefined, timeout: undefined }],
    ["a signal and a timeout", { signal: new AbortController().signal, timeout: 1_000 }],
  ])("may be %s, and no session is sent", async ([, options]) => {
    const { fetch, sent } = capture();
    await call(operationId, ids, options, { fetch });
    expect(Object.keys(sent[0]!.init.headers!)).toEqual(["Accept", "Authorization", "User-Agent"]);
  });

  it("are left as they were", async () => {
    const options = { authorization: { ...session }, timeout: 1_000 };
    const before = structuredClone(options);
    Object.freeze(options);
    Object.freeze(options.authorization);
    await call(operationId, ids, options, { fetch: capture().fetch });
    expect(options).toEqual(before);
  });

  it("may stand beside every property that a Member or an Organization has", async () => {
    const { fetch, sent } = capture();
    const { Member, Organization } = document.components.schemas;
    const names = [Member, Organization].flatMap((schema) => Object.keys(schema!["properties"] as object));
    const params = { ...Object.fromEntries(names.map((name) => [name, name])), ...ids };
    expect(names.length).toBeGreaterThan(40);
    await call(operationId, params, { authorization }, { fetch });
    expect(sent).toHaveLength(1);
  });

  it("may stand beside ids that hold more than ids: a Member, for instance", async () => {
    const { fetch, sent } = capture();
    const member = { ...ids, email_address: "someone@example.com", status: "active", roles: [] };
    await call(operationId, member, { authorization }, { fetch });
    expect(sent).toHaveLength(1);
    expect(sent[0]!.url).not.toContain("example.com");
  });
});
