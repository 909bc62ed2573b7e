// Code for the official SDK runs when only its import changes.
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import * as official from "stytch";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as ours from "../../../src/index.js";
import * as after from "./after.js";
import * as before from "./before.js";
import { call, type B2BClient } from "./call.js";
import { openLoopback, type Answer } from "./loopback.js";
import { credentials } from "../../contract/caller.js";
import { plainOperations } from "../plain-operations.js";

const operationId = "organizations.members.delete";
const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };

/** The body of an operation's 200. */
const success = (name: string): unknown =>
  plainOperations
    .find((operation) => operation.operationId === name)!
    .answers.find(({ status }) => status === 200)!.body;

const not_found = {
  status_code: 404,
  request_id: "request-id-test-1",
  error_type: "member_not_found",
  error_message: "There is no such Member.",
  error_url: "https://stytch.com/docs/b2b/api/errors/404#member_not_found",
  error_details: { field: "member_id" },
};

/** The spelling of OAuth, which some endpoints of this API have for the same fields. */
const oauth_error = {
  status_code: 400,
  request_id: "request-id-test-1",
  error: "invalid_request",
  error_description: "The request is malformed.",
  error_uri: "https://stytch.com/docs/b2b/api/errors/400#invalid_request",
};

describe("code written for the official SDK", () => {
  it("changes its import and nothing else", () => {
    const [theirs, moved] = ["before", "after"].map((name) =>
      readFileSync(`contract-tests/client/official-sdk/${name}.ts`, "utf8"),
    );
    expect(theirs).toContain('from "stytch"');
    expect(moved).toBe(theirs!.replace('"stytch"', '"../../../src/index.js"'));
  });

  it("runs as before", async () => {
    const answers = [
      { body: success("organizations.members.delete") },
      { body: success("organizations.members.deletePassword") },
      { body: success("organizations.members.delete") },
      { status: 404, body: not_found },
      { status: 400, body: oauth_error },
      null,
    ];
    ignoreWarnings();
    const wire_before = await openLoopback(...answers);
    const log_before = await before.run({ ...credentials });
    const wire_after = await openLoopback(...answers);
    const log_after = await after.run({ ...credentials });

    expect(log_before).toHaveLength(12);
    expect(log_after).toEqual(log_before);
    const [targets_before, targets_after] = [wire_before, wire_after].map(({ requests }) =>
      requests.map(([line]) => line),
    );
    expect(targets_before).toHaveLength(answers.length);
    expect(targets_after).toEqual(targets_before);
  });

  it("catches a ClientError where the official SDK deletes the organization", async () => {
    const { requests } = await openLoopback({ body: success("organizations.members.delete") });
    await before.remove(new official.B2BClient({ ...credentials }), "..");
    expect(requests.map(([line]) => line)).toEqual([
      "DELETE https://test.stytch.com/v1/b2b/organizations/o/",
    ]);

    const outcome = await after.remove(new ours.B2BClient(credentials), "..");
    expect(outcome).toEqual({ code: "invalid_path_parameter", cause: undefined });
    expect(requests).toHaveLength(1);
  });
});

const base = "https://login.example.com";
const test = "https://test.stytch.com";
const insecure = "custom_base_url must use HTTPS scheme";

/** Where a client of either kind sends requests. */
const places: [place: string, config: object][] = [
  [test, {}],
  [test, { env: official.envs.test }],
  ["https://api.stytch.com", { env: official.envs.live }],
  [base, { env: base }],
  [base, { custom_base_url: base }],
  [base, { custom_base_url: `${base}/` }],
  [base, { custom_base_url: base, env: test, fraud_env: test, timeout: 1000 }],
];

/** Where it sends them, or why it does not, for configurations that the two read in different ways. */
const otherPlaces: [mine: string, theirs: string, config: object][] = [
  ["http://127.0.0.1:4010", insecure, { custom_base_url: "http://127.0.0.1:4010" }],
  ["invalid_base_url", insecure, { custom_base_url: "http://login.example.com" }],
  ["invalid_base_url", "http://login.example.com", { env: "http://login.example.com" }],
  [`${base}/prefix`, base, { custom_base_url: `${base}/prefix` }],
  ["invalid_base_url", base, { custom_base_url: `${base}?key=1` }],
  ["invalid_base_url", test, { custom_base_url: "" }],
  ["invalid_base_url", test, { env: "" }],
  ["invalid_option", test, { timeout: 0 }],
  ["invalid_option", test, { base_url: base }],
  ["missing_credentials", 'Missing "project_id" in config', { project_id: "" }],
];

async function placeOf(Client: B2BClient, config: object): Promise<string> {
  ignoreWarnings();
  const { requests } = await openLoopback();
  try {
    await call(Client, operationId, ids, undefined, config);
  } catch (error) {
    return error instanceof ours.ClientError ? error.code : (error as Error).message;
  }
  return requests[0]![0]!.replace(/^DELETE |\/v1\/b2b\/.*/g, "");
}

/** The official SDK warns of an `env` that is not one of its own, and of one that does not count. */
function ignoreWarnings(): void {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  onTestFinished(() => warn.mockRestore());
}

describe("the configuration", () => {
  it.for(places)("sends to %s, as the official SDK does, with %j", async ([place, config]) => {
    expect(await placeOf(official.B2BClient, config)).toBe(place);
    expect(await placeOf(ours.B2BClient, config)).toBe(place);
  });

  it.for(otherPlaces)("gives %s, and the official SDK %s, for %j", async ([mine, theirs, config]) => {
    expect(await placeOf(official.B2BClient, config)).toBe(theirs);
    expect(await placeOf(ours.B2BClient, config)).toBe(mine);
  });

  it("stays as it was, and the official SDK adds to it", () => {
    const [theirs, mine] = [{ ...credentials }, { ...credentials }];
    expect(new official.B2BClient(theirs)).toBeDefined();
    expect(new ours.B2BClient(mine)).toBeDefined();
    expect(theirs).toEqual({ ...credentials, env: official.envs.test, fraud_env: official.envs.fraud });
    expect(mine).toEqual(credentials);
  });

  it("refuses a dispatcher with a sentence that names `fetch`", () => {
    const dispatcher: unknown = {};
    // @ts-expect-error: no such option
    expect(() => new ours.B2BClient({ ...credentials, dispatcher })).toThrow(
      expect.objectContaining({
        code: "invalid_option",
        parameter: "dispatcher",
        message: expect.stringContaining("pass a `fetch`"),
      }),
    );
  });

  it("heeds a `timeout`, which the official SDK ignores", async () => {
    await openLoopback({ delay: 100 });
    const config = { timeout: 20 };
    await expect(call(official.B2BClient, operationId, ids, {}, config)).resolves.toBeDefined();
    await expect(call(ours.B2BClient, operationId, ids, {}, config)).rejects.toMatchObject({
      code: "timeout",
    });
  });
});

const html = { headers: { "Content-Type": "text/html" }, body: "<html></html>" };

/** How a call of either client ends. */
const endings: [ending: string, name: string, answer: Answer | null][] = [
  ["success", "a 200", { body: success(operationId) }],
  ["StytchError 404 member_not_found", "an error of the API", { status: 404, body: not_found }],
  ["StytchError 400 invalid_request", "an error in OAuth's spelling", { status: 400, body: oauth_error }],
  ["RequestError", "a connection that breaks", null],
];

/** How it ends on answers that the two read in different ways. */
const otherEndings: [mine: string, theirs: string, name: string, answer: Answer][] = [
  ["StytchError 502 unknown_error", "RequestError", "a 502 in HTML", { ...html, status: 502 }],
  ["StytchError 500 unknown_error", "RequestError", "an empty 500", { status: 500, body: "" }],
  [
    "StytchError 400 unknown_error",
    "StytchError",
    "a 400 of another format",
    { status: 400, body: { a: 1 } },
  ],
  [
    "StytchError 401 member_not_found",
    "StytchError 404 member_not_found",
    "a 401 that calls itself 404",
    { status: 401, body: not_found },
  ],
  ["RequestError 200", "RequestError", "a 200 in HTML", html],
  ["RequestError 200", "success", "a 200 that is null", { body: "null" }],
  ["RequestError 200", "success", "a 200 that is empty JSON", { body: {} }],
  ["RequestError 200", "success", "a 200 that calls itself 404", { body: not_found }],
  ["RequestError 200", "success", "JSON as text", { headers: { "Content-Type": "text/plain" } }],
  ["RequestError 201", "success", "a 201", { status: 201 }],
  ["RequestError 303", "success", "a redirect", { status: 303, headers: { Location: `/${base}` } }],
];

async function endingOf(Client: B2BClient, answer: Answer | null): Promise<string> {
  await openLoopback(answer, {});
  return call(Client, operationId, ids).then(
    () => "success",
    (error: ours.StytchError) =>
      [error.constructor.name, error.status_code, error.error_type].join(" ").trim(),
  );
}

describe("the call", () => {
  it.for(endings)("ends in %s, as with the official SDK, on %s", async ([ending, , answer]) => {
    expect(await endingOf(official.B2BClient, answer)).toBe(ending);
    expect(await endingOf(ours.B2BClient, answer)).toBe(ending);
  });

  it.for(otherEndings)(
    "ends in %s, and with the official SDK in %s, on %s",
    async ([mine, theirs, , answer]) => {
      expect(await endingOf(official.B2BClient, answer)).toBe(theirs);
      expect(await endingOf(ours.B2BClient, answer)).toBe(mine);
    },
  );

  it("is repeated on 429, and with the official SDK is not", async () => {
    const { requests } = await openLoopback({
      status: 429,
      headers: { "Retry-After": "0" },
      body: not_found,
    });
    await expect(call(official.B2BClient, operationId, ids)).rejects.toBeInstanceOf(official.StytchError);
    expect(requests).toHaveLength(1);
    await expect(call(ours.B2BClient, operationId, ids)).rejects.toBeInstanceOf(ours.StytchError);
    expect(requests).toHaveLength(4);
  });
});

describe("the error", () => {
  const fail = (Client: B2BClient) =>
    call(Client, operationId, ids, { authorization: { session_token: "token-1" } }).catch(
      (error: unknown) => error,
    );

  it("has a sentence for a message, where the official SDK has the body", async () => {
    await openLoopback({ status: 404, body: not_found });
    const theirs = await fail(official.B2BClient);
    const mine = await fail(ours.B2BClient);
    expect(theirs).toMatchObject({ ...not_found, name: "Error", message: JSON.stringify(not_found) });
    expect(mine).toMatchObject({
      ...not_found,
      name: "StytchError",
      message: expect.stringMatching(/^DELETE .* 404 member_not_found/),
    });
  });

  it("cannot be made of a body alone, as the official SDK's can", () => {
    expect(Reflect.construct(official.StytchError, [not_found])).toMatchObject(not_found);
    expect(() => Reflect.construct(ours.StytchError, [not_found])).toThrow(TypeError);
  });

  it("has no `request`, in which the official SDK keeps the session", async () => {
    await openLoopback(null);
    const theirs = await fail(official.B2BClient);
    const mine = await fail(ours.B2BClient);
    expect(theirs).toMatchObject({ request: { headers: { "X-Stytch-Member-Session": "token-1" } } });
    expect(mine).toBeInstanceOf(ours.RequestError);
    expect(mine).not.toHaveProperty("request");
    expect(inspect(mine, { depth: Infinity, showHidden: true })).not.toContain("token-1");
  });
});

describe("the package", () => {
  it("exports what the official SDK does, without a default and the other clients", () => {
    const names = ["B2BClient", "ClientError", "RequestError", "StytchError", "envs"];
    expect(Object.keys(ours).toSorted()).toEqual(names);
    const others = ["Client", "SamlShieldClient", "default"];
    expect(Object.keys(official)).toEqual(expect.arrayContaining([...names, ...others]));
    expect(ours.envs).toEqual({ ...official.envs });
  });
});
