// Every 4xx and 5xx is a StytchError, whatever its body.
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { B2BClient } from "../../../src/index.js";
import { credentials } from "../../contract/caller.js";
import { callers, fail, ids, noAnswer, refusal, script, template } from "./callers.js";
import {
  answer,
  answerAndClose,
  answerAndReset,
  faults,
  flood,
  refusingUrl,
  startServer,
  type Behaviour,
} from "./fault-server.js";

const html = { "Content-Type": "text/html" };
const chunked = { "Content-Length": undefined, "Transfer-Encoding": "chunked" };
const zipped = { "Content-Encoding": "gzip" };
const megabytes = JSON.stringify({ error_type: "big", error_message: "x".repeat(5 * 1024 * 1024) });
const api = JSON.stringify({
  status_code: 404,
  request_id: "request-id-test-1",
  error_type: "member_not_found",
  error_message: "Member could not be found.",
  error_url: "https://stytch.com/docs/api/errors/404#member_not_found",
  error_details: { why: 1 },
});

afterEach(() => void vi.restoreAllMocks());

describe.each(callers)("%s", (_, call) => {
  // 407 is missing: the platform's fetch keeps it to itself.
  it.each([400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 418, 422, 425, 426, 428, 431, 451, 499])(
    "takes a %i for a refusal, whatever its body",
    async (status_code) => {
      for (const body of [api, "<html>", ""]) {
        const { url } = await startServer(answer(status_code, body));
        expect(await call({ custom_base_url: url })).toMatchObject({
          as: "StytchError",
          status_code,
          may_have_been_applied: false,
          attempts: [{ status_code, waited_ms: 0 }],
        });
      }
    },
  );

  it.each([500, 501, 502, 503, 504, 507, 511, 520, 599])(
    "takes a %i for a refusal too",
    async (status_code) => {
      const { url } = await startServer(answer(status_code, "<html>", html));
      expect(await call({ custom_base_url: url })).toMatchObject({
        as: "StytchError",
        status_code,
        error_type: "unknown_error",
        may_have_been_applied: true,
      });
    },
  );

  it.each([
    ["the API's", api, "member_not_found"],
    ["the API's with another status in it", api.replace("404", "500"), "member_not_found"],
    ["the API's without a request id", '{"error_type":"member_not_found"}', "member_not_found"],
    ["its OAuth twin", '{"error":"invalid_grant","error_description":"No"}', "invalid_grant"],
    ["HTML", "<html><h1>Not Found</h1>", "unknown_error"],
    ["plain text", "Not Found", "unknown_error"],
    ["nothing", "", "unknown_error"],
    ["incomplete JSON", api.slice(0, 60), "unknown_error"],
    ["null", "null", "unknown_error"],
    ["false", "false", "unknown_error"],
    ["an array", "[]", "unknown_error"],
    ["an empty object", "{}", "unknown_error"],
    ["an error that is an object", '{"error":{"code":404}}', "unknown_error"],
    ["an error_type that is a number", '{"error_type":404}', "unknown_error"],
    ["an error_type that is empty", '{"error_type":""}', "unknown_error"],
    ["5 MB of the API's", megabytes, "big"],
    ["5 MB of HTML", "<p>".repeat(1_700_000), "unknown_error"],
    [
      "JSON a hundred thousand levels deep",
      `{"error_details":${'{"a":'.repeat(100_000)}1${"}".repeat(100_001)}`,
      "unknown_error",
    ],
  ])("is refused by a 404 whose body is %s", async (_title, body, error_type) => {
    const { url } = await startServer(answer(404, body));
    const ending = await call({ custom_base_url: url });
    expect(ending).toMatchObject({
      as: "StytchError",
      status_code: 404,
      error_type,
      may_have_been_applied: false,
    });
    expect(ending.cause).toBeUndefined();
  });

  const short = { "Content-Length": 9 };
  const unreadable = [404, 503].flatMap((status_code) => {
    const endless = `HTTP/1.1 ${status_code} X\r\nTransfer-Encoding: chunked\r\n\r\n`;
    return [
      ["is cut by a close", answerAndClose(status_code, "{", short)],
      ["is cut by a reset", answerAndReset(status_code, "{", short)],
      ["is cut between chunks", answerAndClose(status_code, "1\r\n{\r\n", chunked)],
      ["has a bad chunk size", answer(status_code, "zz\r\n{", chunked)],
      ["stalls past the limit", answer(status_code, "{", short)],
      ["is not the gzip that it says it is", answer(status_code, api, zipped)],
      ["is a gzip bomb", answer(status_code, gzipSync(" ".repeat(2 ** 20)), zipped)],
      ["never ends", flood(endless, `400\r\n${" ".repeat(1024)}\r\n`)],
    ].map(([fault, behaviour]) => ({ status_code, fault, behaviour: behaviour as Behaviour }));
  });

  it.each(unreadable)(
    "is refused by a $status_code whose body $fault",
    async ({ status_code, fault, behaviour }) => {
      const { url } = await startServer(behaviour);
      // The status needs the time to arrive.
      const timeout = fault === "stalls past the limit" ? 1_000 : 10_000;
      const ending = await call({ custom_base_url: url, timeout, max_response_bytes: 100_000 });
      expect(ending).toMatchObject({
        as: "StytchError",
        status_code,
        error_type: "unknown_error",
        may_have_been_applied: status_code >= 500,
        attempts: [{ status_code, waited_ms: 0 }],
      });
      expect(ending.cause).toBeInstanceOf(Error);
    },
  );

  it.each([
    ["that it is too long", answer(404, "{}"), "the answer is longer than 1 bytes (max_response_bytes)"],
    ["that it stalls", answer(404, "{", short), "timeout"],
  ])("says in the cause of a refusal whose body cannot be read %s", async (_title, behaviour, message) => {
    const { url } = await startServer(behaviour);
    const { cause } = await call({ custom_base_url: url, timeout: 1_000, max_response_bytes: 1 });
    expect(cause).toMatchObject({ name: "Error", message });
  });

  it.each([
    ["a hundred levels", 100, "deep"],
    ["a hundred levels and one", 101, "unknown_error"],
  ])("reads the body of a refusal of %s", async (_title, levels, error_type) => {
    const details = `${'{"a":'.repeat(levels - 1)}"b"${"}".repeat(levels - 1)}`;
    const { url } = await startServer(answer(404, `{"error_type":"deep","error_details":${details}}`));
    expect(await call({ custom_base_url: url })).toMatchObject({ error_type });
  });
});

describe("A StytchError", () => {
  it("has the fields of the API's answer", async () => {
    const { url } = await startServer(answer(404, api, { "Retry-After": 7 }));
    const error = await refusal({ custom_base_url: url });
    expect(error).not.toHaveProperty("cause");
    expect({ ...error }).toEqual({
      ...JSON.parse(api),
      retry_after_ms: 7000,
      attempts: [{ status_code: 404, waited_ms: 0 }],
      may_have_been_applied: false,
    });
  });

  it("has the headers of the answer, where nothing prints them", async () => {
    const { url } = await startServer(answer(404, api, { "X-Gateway-Id": "gateway-1" }));
    const error = await refusal({ custom_base_url: url });
    expect(error.headers?.get("x-gateway-id")).toBe("gateway-1");
    expect(error.headers?.has("x-gateway")).toBe(false);
    expect(Object.keys(error)).not.toContain("headers");
    expect(`${inspect(error)}${JSON.stringify(error)}`).not.toContain("gateway");
  });

  it("has those of its OAuth twin in their places", async () => {
    const twin = {
      error: "invalid_client",
      error_description: "No such client",
      error_uri: "https://stytch.com/docs",
    };
    const { url } = await startServer(
      answer(401, JSON.stringify({ ...twin, request_id: "request-id-test-2" })),
    );
    expect(await refusal({ custom_base_url: url })).toMatchObject({
      status_code: 401,
      request_id: "request-id-test-2",
      error_type: "invalid_client",
      error_message: "No such client",
      error_url: "https://stytch.com/docs",
    });
  });

  it("says in its place when the answer has none of them", async () => {
    const { url } = await startServer(answer(404, "<html>", html));
    expect(await refusal({ custom_base_url: url })).toMatchObject({
      request_id: undefined,
      error_type: "unknown_error",
      error_message: "The answer is not in the API's format.",
      error_url: "",
      error_details: undefined,
    });
  });

  it.each([
    ["a request_id that is an object", { request_id: { toString: 1 } }, { request_id: undefined }],
    ["a request_id that is null", { request_id: null }, { request_id: undefined }],
    ["error_details that are a string", { error_details: "x" }, { error_details: undefined }],
    ["error_details that are an array", { error_details: [1] }, { error_details: undefined }],
    ["error_details that are null", { error_details: null }, { error_details: undefined }],
    ["another status_code", { status_code: 200 }, { status_code: 404 }],
    ["a status_code that is no number", { status_code: "x" }, { status_code: 404 }],
    ["its own error names", { name: "X", message: "X", stack: "X", attempts: 9 }, { name: "StytchError" }],
    [
      "fields that would say that nothing happened",
      { may_have_been_applied: 1 },
      { may_have_been_applied: false },
    ],
  ])("is not misled by %s", async (_title, body, fields) => {
    const { url } = await startServer(answer(404, JSON.stringify(body)));
    expect(await refusal({ custom_base_url: url })).toMatchObject(fields);
  });

  it("is not misled by the names of Object.prototype", async () => {
    const body =
      '{"__proto__":{"error_type":"polluted","polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';
    const { url } = await startServer(answer(404, body));
    expect(await refusal({ custom_base_url: url })).toMatchObject({ error_type: "unknown_error" });
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("The message", () => {
  const where = `DELETE ${template}`;
  const id = "request-id-test-1";

  it.each([
    ["a refusal", 404, "{}", `${where}: 404 unknown_error`],
    ["a refusal of the API", 404, api, `${where}: 404 member_not_found (request_id ${id})`],
    [
      "a 5xx",
      503,
      api,
      `${where}: 503 member_not_found (request_id ${id}); the request may have been applied`,
    ],
  ])("says what was refused and how: %s", async (_title, status, body, message) => {
    const { url } = await startServer(answer(status, body));
    expect((await refusal({ custom_base_url: url })).message).toBe(message);
  });

  it("says so when an earlier attempt may have been applied", async () => {
    const { url } = await startServer(answer(503, "", { "Retry-After": 0 }), answer(404, api));
    expect((await refusal({ custom_base_url: url, retry: "idempotent" })).message).toBe(
      `${where}: 404 member_not_found (request_id ${id}); the request may have been applied`,
    );
  });

  const redirected = "unexpected_redirect (status 302: redirects are never followed)";
  it.each([
    ["a lost connection", faults["closes the connection at once"], {}, "connection_lost"],
    ["a timeout", faults["hangs before the headers"], { timeout: 50 }, "timeout"],
    ["a redirect", answer(302, ""), {}, redirected],
  ])("says what happened: %s", async (_title, behaviour, config, what) => {
    const { url } = await startServer(behaviour);
    const { message } = await noAnswer({ custom_base_url: url, ...config });
    // The platform's own code may stand behind it.
    const [said, code] = [message.replace(/ \([A-Z_]+\)/, ""), /\(([A-Z_]+)\)/.exec(message)?.[1]];
    expect(said).toBe(`${where}: ${what}; the request may have been applied`);
    expect(code).toBe(what === "connection_lost" ? "UND_ERR_SOCKET" : undefined);
  });

  it("says that a connection failed, and how often", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { message } = await noAnswer({ custom_base_url: refusingUrl });
    expect(message).toBe(
      `${where}: connection_failed after 3 attempts (ECONNREFUSED); the request was not applied`,
    );
  });

  it.each([
    ["a name that does not resolve", "ENOTFOUND"],
    ["a bad certificate", "CERT_HAS_EXPIRED"],
    ["a proxy's certificate", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["a port that refuses", "ECONNREFUSED"],
  ])("names the platform's code: %s", async (_title, code) => {
    const { message } = await noAnswer({ fetch: script(fail({ code })).fetch, max_retries: 0 });
    expect(message).toBe(`${where}: connection_failed (${code}); the request was not applied`);
  });

  it("names no code that is a credential", async () => {
    const secret = "PROJECT_SECRET_ABC123";
    const { message } = await noAnswer({ secret, fetch: script(fail({ code: secret })).fetch });
    expect(message).toBe(`${where}: connection_lost; the request may have been applied`);
  });

  it.each(["member-test-2", "Not one word", "lower", "X".repeat(65), "A\nB"])(
    "names no code that is none of a platform: %j",
    async (code) => {
      const { message } = await noAnswer({ fetch: script(fail({ code })).fetch });
      expect(message).toBe(`${where}: connection_lost; the request may have been applied`);
    },
  );

  const long = "x".repeat(10_240);
  const hostile = {
    "line breaks": "member_not_found\r\nERROR: all members deleted",
    "10 kB": long,
    "terminal codes": "\u001b[2Jgone",
    "white space": "a b",
    "text direction": "a\u202eb",
    "a line separator": "a\u2028b",
    "a lone surrogate": "a\ud800",
    ids: `no ${ids.member_id} in ${ids.organization_id}`,
  };

  it.each(
    Object.entries(hostile).flatMap(([what, text]) =>
      ["error_type", "request_id", "error_message", "error", "error_description", "error_url"].map(
        (field) => ({
          what,
          field,
          text,
        }),
      ),
    ),
  )("stays one short line when the answer has $what in its $field", async ({ field, text }) => {
    const { url } = await startServer(answer(500, JSON.stringify({ [field]: text })));
    const { message } = await refusal({ custom_base_url: url });
    expect(message).toBe(`${where}: 500 unknown_error; the request may have been applied`);
  });

  it.each(["error_type", "request_id"])(
    "stays under 300 characters with the longest %s that it quotes",
    async (field) => {
      const body = { error_type: "t".repeat(64), request_id: "r".repeat(64), [field]: "x".repeat(64) };
      const { url } = await startServer(answer(500, JSON.stringify(body)));
      const client = new B2BClient({ ...credentials, custom_base_url: url });
      for (const call of [
        client.organizations.members.delete(ids),
        client.organizations.members.deletePassword({ ...ids, member_password_id: "password-test-3" }),
      ]) {
        const { message } = (await call.catch((error: unknown) => error)) as Error;
        expect(message).toContain("x".repeat(64));
        expect(message.length).toBeLessThan(300);
      }
    },
  );

  it.each(Object.keys(faults) as (keyof typeof faults)[])(
    "is one line of less than 300 characters without ids when the server %s",
    async (fault) => {
      const { url } = await startServer(faults[fault]);
      const { message } = await noAnswer({ custom_base_url: url, timeout: 50 });
      expect(message).toMatch(/^DELETE \/v1\/b2b\/[\w{}/]+: .{7,180}$/);
      for (const value of Object.values(ids)) expect(message).not.toContain(value);
      expect(message).not.toContain("127.0.0.1");
    },
  );
});
