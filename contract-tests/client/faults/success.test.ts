// Only a complete answer of the API's own counts as a success.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { callers, noAnswer } from "./callers.js";
import { answer, answerAndClose, deleted, startServer, type Behaviour } from "./fault-server.js";
import type { PlatformFetch } from "../../contract/caller.js";

const html = "<!doctype html><title>Welcome</title><h1>Sign in to the hotel's network</h1>";
const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe.each(callers)("%s", (_, call) => {
  const seen = (status_code: number) => ({
    as: "RequestError",
    code: "invalid_response",
    status_code,
    may_have_been_applied: true,
    attempts: [{ status_code, code: "invalid_response", waited_ms: 0 }],
  });

  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "Application/JSON ; a=b",
    "application/vnd.stytch.v1+json",
    "application/problem+json; charset=utf-8",
    "text/json",
  ])("takes a 200 of type %s for the API's", async (type) => {
    const { url } = await startServer(answer(200, deleted, { "Content-Type": type }));
    expect(await call({ custom_base_url: url })).toMatchObject({ as: "success", data: JSON.parse(deleted) });
  });

  it.each([
    "text/html",
    "text/plain",
    "text/plain; a=application/json",
    "xapplication/json",
    "application/jsonp",
    "application/json5",
    "application/javascript",
    "application/+json",
    "application/octet-stream",
    "json",
    "",
    undefined,
  ])("takes no 200 of type %s for the API's, whatever its body", async (type) => {
    const { url } = await startServer(answer(200, deleted, { "Content-Type": type }));
    expect(await call({ custom_base_url: url })).toMatchObject(seen(200));
  });

  it.each([
    ["HTML", html],
    ["nothing", ""],
    ["white space", " \r\n"],
    ["incomplete JSON", deleted.slice(0, -1)],
    ["the beginning of JSON", "{"],
    ["two objects", deleted + deleted],
    ["an array", "[]"],
    ["an array of objects", `[${deleted}]`],
    ["null", "null"],
    ["true", "true"],
    ["a number", "200"],
    ["a string", '"{}"'],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x7b, 0x7d])],
  ])("takes no 200 with %s for the API's", async (_title, body) => {
    const { url } = await startServer(answer(200, body));
    expect(await call({ custom_base_url: url, retry: "idempotent" })).toMatchObject(seen(200));
  });

  const bodiless = { "Content-Length": undefined, "Content-Type": undefined };

  it.each([
    ["a 201", 201, answer(201)],
    ["a 202", 202, answer(202)],
    ["a 204", 204, answer(204, "", bodiless)],
    ["a 205", 205, answer(205, "", { "Content-Length": 0 })],
    ["a 206", 206, answer(206)],
    ["a 299", 299, answer(299)],
    ["a 600", 600, answer(600)],
    ["a 999", 999, answer(999)],
  ])("refuses %s, which the API does not describe", async (_title, status_code, behaviour) => {
    const { url } = await startServer(behaviour);
    expect(await call({ custom_base_url: url, retry: "idempotent" })).toMatchObject(seen(status_code));
  });

  const confirmed = { status_code: 200, request_id: "r" };

  it.each([
    ["nothing", {}],
    ["no known field", { x: 1 }],
    ["no status_code", { request_id: "r", member_id: "m" }],
    ["a status_code that is a string", { ...confirmed, status_code: "200" }],
    ["a status_code of its own", { ...confirmed, status_code: 404, error_type: "member_not_found" }],
    ["a status_code that is another success", { ...confirmed, status_code: 201 }],
    ["a status_code that is null", { ...confirmed, status_code: null }],
    ["no request_id", { status_code: 200, member_id: "m" }],
    ["an empty request_id", { ...confirmed, request_id: "" }],
    ["a request_id that is null", { ...confirmed, request_id: null }],
    ["a request_id that is a number", { ...confirmed, request_id: 7 }],
    ["a request_id that is an object", { ...confirmed, request_id: { toString: 1, valueOf: 2 } }],
    ["a request_id that is an array", { ...confirmed, request_id: ["r"] }],
    ["both deeper down", { data: confirmed }],
    ["both in the prototype that it asks for", JSON.parse(`{"__proto__":${JSON.stringify(confirmed)}}`)],
  ])("takes no 200 with %s for the API's", async (_title, body) => {
    const { url } = await startServer(answer(200, JSON.stringify(body)));
    expect(await call({ custom_base_url: url, retry: "idempotent" })).toMatchObject(seen(200));
  });

  it.each([
    ["fields that nobody knows", { brand_new: { deep: [1, null, { er: true }] } }],
    ["nothing else", {}],
    ["null for everything else", { member_id: null, member: null, organization: null }],
    ["a request_id that is no word", { request_id: "a\nb" }],
    ["a member that is a string", { member: "gone", organization: 7 }],
    ["numbers at their limits", { a: 1e308, b: -1e-308, c: 2 ** 53 }],
    ["text of every kind", { a: "ä\u0000\u2028😀", b: "<script>", "": "" }],
    [
      "the names of Object.prototype",
      JSON.parse('{"__proto__":{"polluted":1},"constructor":1,"toString":2,"then":3}'),
    ],
  ])("passes on a 200 with %s as it is", async (_title, more) => {
    const data = { ...confirmed, ...(more as object) };
    const { url } = await startServer(answer(200, JSON.stringify(data)));
    const ending = await call({ custom_base_url: url, logger: silent, log_level: "debug" });
    expect(ending).toEqual({ as: "success", data });
    expect(JSON.stringify(ending.data)).toBe(JSON.stringify(data));
    expect({}).not.toHaveProperty("polluted");
  });

  it("passes on a 200 that is nested a hundred thousand levels deep", async () => {
    const { url } = await startServer(
      answer(200, deleted.replace("}", `,"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)),
    );
    expect(await call({ custom_base_url: url, logger: silent })).toMatchObject({ as: "success" });
  });

  it.each([
    ["as long as max_response_bytes", deleted.length, "success"],
    ["a byte longer than max_response_bytes", deleted.length - 1, "RequestError"],
  ])("reads an answer %s: %s ends in %s", async (_title, max_response_bytes, as) => {
    const { url } = await startServer(answer(200));
    expect(await call({ custom_base_url: url, max_response_bytes })).toMatchObject({ as });
  });

  it.each([
    ["10 MiB", 0, "success"],
    ["10 MiB and a byte", 1, "RequestError"],
  ])("reads %s at most by default, after decompression", async (_title, more, as) => {
    const frame = deleted.replace("}", ',"padding":""}');
    const body = frame.replace('""', `"${" ".repeat(10 * 1024 * 1024 - frame.length + more)}"`);
    const { url } = await startServer(answer(200, gzipSync(body), { "Content-Encoding": "gzip" }));
    expect((await call({ custom_base_url: url })).as).toBe(as);
  });

  it("puts a character together that comes in two pieces", async () => {
    const [first, second] = [
      Buffer.from('{"name":"\xc3', "latin1"),
      Buffer.from(`\xa4",${deleted.slice(1)}`, "latin1"),
    ];
    const split: Behaviour = (socket) => {
      answer(200, first, { "Content-Length": first.length + second.length })(socket);
      setTimeout(() => socket.write(second), 20);
    };
    const { url } = await startServer(split);
    const data = { name: "ä", ...JSON.parse(deleted) };
    expect(await call({ custom_base_url: url })).toEqual({ as: "success", data });
  });

  it("does not take what follows an answer for the answer to the next call", async () => {
    const smuggled = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"smuggled":1} `;
    const both: Behaviour = (socket) => {
      answer(404, `{}${smuggled}`, { "Content-Length": 2 })(socket);
    };
    const server = await startServer(both, answer(200));
    expect(await call({ custom_base_url: server.url })).toMatchObject({
      as: "StytchError",
      status_code: 404,
    });
    expect(await call({ custom_base_url: server.url })).toMatchObject({
      as: "success",
      data: JSON.parse(deleted),
    });
  });

  it("takes JSON that was cut by a server that announced the close for no success", async () => {
    const { url } = await startServer(
      answerAndClose(200, '24\r\n{"status', {
        "Content-Length": undefined,
        "Transfer-Encoding": "chunked",
        Connection: "close",
      }),
    );
    const ending = await call({ custom_base_url: url });
    expect(ending).toMatchObject({ as: "RequestError", status_code: 200, may_have_been_applied: true });
    // Node 20 takes the close for the end of the body, later ones for a loss.
    expect(["invalid_response", "connection_lost"]).toContain(ending.code);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["an object with a status", { status: 200 }],
    ["a status that is a text", { status: "200", headers: new Headers(), text: async () => deleted }],
    ["an answer of ours", { kind: "success", status_code: 200, data: {} }],
    ["an answer that was read already", readAlready()],
  ])("fails with invalid_response when a fetch of the caller's gives %s", async (_title, given) => {
    const ending = await call({ fetch: async () => given as Response, retry: "idempotent" });
    expect(ending).toMatchObject({
      as: "RequestError",
      code: "invalid_response",
      may_have_been_applied: true,
    });
    expect(ending.attempts).toHaveLength(1);
  });

  it("leaves the signal of a call that succeeded as it was", async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch: PlatformFetch = async (_url, init) => {
      signals.push(init.signal);
      return Response.json({ status_code: 200, request_id: "r" });
    };
    await call({ fetch });
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
  });
});

function readAlready(): Response {
  const response = new Response(deleted);
  response.body!.getReader();
  return response;
}

describe("A 2xx that is not the API's", () => {
  it("is shown by its first 200 characters, its status and its request id", async () => {
    const long = JSON.stringify({ request_id: "request-id-test-9", padding: "😀".repeat(1000) });
    const { url } = await startServer(answer(201, long));
    const error = await noAnswer({ custom_base_url: url });
    expect(error).toMatchObject({
      status_code: 201,
      request_id: "request-id-test-9",
      excerpt: long.slice(0, 200),
    });
  });

  it.each([
    ["short", html, html],
    ["empty", "", ""],
  ])("is shown whole when it is %s", async (_title, body, excerpt) => {
    const { url } = await startServer(answer(200, body));
    const error = await noAnswer({ custom_base_url: url });
    expect(error).toMatchObject({ excerpt, request_id: undefined });
    expect(error).not.toHaveProperty("cause");
  });

  it.each([
    ["another status", answer(202, deleted, { "X-Gateway-Id": "gateway-1" })],
    ["another body", answer(200, "{}", { "X-Gateway-Id": "gateway-1" })],
    ["a redirect", answer(302, "", { "X-Gateway-Id": "gateway-1" })],
    ["a body that breaks", answerAndClose(200, "{", { "X-Gateway-Id": "gateway-1", "Content-Length": 9 })],
  ])("keeps its headers, where nothing prints them: %s", async (_title, behaviour) => {
    const { url } = await startServer(behaviour);
    const error = await noAnswer({ custom_base_url: url });
    expect(error.headers?.get("x-gateway-id")).toBe("gateway-1");
    expect(Object.keys(error)).not.toContain("headers");
  });

  it("has no headers where there was no answer", async () => {
    const fetch = () => Promise.reject(new Error("lost"));
    expect((await noAnswer({ fetch })).headers).toBeUndefined();
  });

  it("is shown as nothing when it has no body", async () => {
    const fetch: PlatformFetch = async () => new Response(null, { status: 204 });
    expect(await noAnswer({ fetch })).toMatchObject({ status_code: 204, excerpt: "" });
  });

  it("says in its message that it is no Response, where that is so", async () => {
    const { message } = await noAnswer({ fetch: async () => undefined as never });
    expect(message).toMatch(
      /: invalid_response \(`fetch` gave no Response\); the request may have been applied$/,
    );
  });

  it.each([
    ["the type", answer(200, "x", { "Content-Type": "text/plain" }), "it is not JSON by its Content-Type"],
    ["the lack of a type", answer(200, "x", { "Content-Type": undefined }), "it has no Content-Type"],
    ["the body", answer(200, "[]"), "its body is not a JSON object"],
    ["its status_code", answer(200, "{}"), "its body does not repeat the status as status_code"],
    ["its request_id", answer(200, '{"status_code":200}'), "its body has no request_id"],
    ["the status", answer(202), "the API describes no 202 for this operation"],
    ["the length", answer(200, " ".repeat(99)), "the answer is longer than 80 bytes (max_response_bytes)"],
    ["the encoding", answer(200, deleted, { "Content-Encoding": "gzip" }), "the answer cannot be decoded"],
  ])("says in its message what is wrong: %s", async (_title, behaviour, detail) => {
    const { url } = await startServer(behaviour);
    const { message } = await noAnswer({ custom_base_url: url, max_response_bytes: 80 });
    expect(message).toContain(detail);
    expect(message).toMatch(/; the request may have been applied$/);
  });
});
