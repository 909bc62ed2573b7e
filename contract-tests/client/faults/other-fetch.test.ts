// A fetch, a body or a proxy that is not the platform's ends as it must, and no cache answers.
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import crossFetch from "cross-fetch";
import { fetch as undiciFetch, ProxyAgent } from "undici";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fetch, FetchInit, FetchResponse } from "../../../src/index.js";
import { listen } from "../../contract/servers/stub.js";
import { credentials } from "../../contract/caller.js";
import { byEach, callers, ids, noAnswer, refusal } from "./callers.js";
import { answer, deleted, faults, hang, refuse, refusingUrl, startServer } from "./fault-server.js";

afterEach(() => void vi.unstubAllGlobals());

const json = { "Content-Type": "application/json" };

/** An answer of somebody else's making: what the client needs of one, and this body. */
function foreign(body: unknown, more: object = {}): FetchResponse {
  return { status: 200, headers: new Headers(json), body, text: async () => deleted, ...more };
}

/** Keeps what would have ended the process, until the test is over. */
function watchProcess(): unknown[] {
  const thrown: unknown[] = [];
  const keep = (error: unknown) => thrown.push(error);
  process.on("uncaughtException", keep).on("unhandledRejection", keep);
  onTestFinished(() => void process.off("uncaughtException", keep).off("unhandledRejection", keep));
  return thrown;
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("A call with cross-fetch, whose bodies are streams of Node,", () => {
  it.each([
    ["success", "a 200", answer(200)],
    ["StytchError", "a 404", refuse(404, "member_not_found")],
    ["StytchError", "a 404 without a body", answer(404, "")],
    ["unexpected_redirect", "a redirect", answer(307, "", { Location: "/" })],
    ["invalid_response", "a 200 that is too long", answer(200, " ".repeat(2_000))],
    ["invalid_response", "a 200 that is no gzip", answer(200, deleted, { "Content-Encoding": "gzip" })],
    ["connection_lost", "a reset", faults["resets the connection at once"]],
    ["connection_lost", "a reset in the body", faults["resets the connection within the body"]],
    ["timeout", "a hang", hang],
    ["timeout", "a stalled body", faults["hangs in the body"]],
  ] as const)("ends in %s on %s", async (ending, _title, behaviour) => {
    const thrown = watchProcess();
    await byEach(callers, async (call) => {
      const server = await startServer(behaviour);
      // What ends by itself may take its time on a busy machine.
      const timeout = ending === "timeout" ? 1_000 : 10_000;
      const config = { fetch: crossFetch, timeout, max_response_bytes: 1_000, max_retries: 0 };
      const { as, code } = await call({ ...config, custom_base_url: server.url });
      expect(code ?? as).toBe(ending);
      expect(server.requests).toHaveLength(1);
    });
    await settle();
    expect(thrown).toEqual([]);
  });

  it("tells a refused connection by its code alone", () =>
    byEach(callers, async (call) => {
      const config = { fetch: crossFetch, custom_base_url: refusingUrl, max_retries: 0 };
      expect(await call(config)).toMatchObject({ code: "connection_failed", may_have_been_applied: false });
    }));
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const [start, end] = [deleted.slice(0, 9), deleted.slice(9)];

async function* iterate(...pieces: (string | Promise<never>)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield encode(await piece);
}

/** The three kinds of body, of these pieces. */
const bodies: [kind: string, make: (...pieces: (string | Promise<never>)[]) => FetchResponse][] = [
  [
    "web stream",
    (...pieces) => foreign(Readable.toWeb(Readable.from(iterate(...pieces), { objectMode: false }))),
  ],
  ["async iterable", (...pieces) => foreign(iterate(...pieces))],
  ["text", (...pieces) => foreign(undefined, { text: async () => (await Promise.all(pieces)).join("") })],
];

describe.each(bodies)("A body that is a %s", (_, make) => {
  it("is read to its end", async () => {
    for (const [, call] of callers) {
      const ending = await call({ fetch: async () => make(start, end) });
      expect(ending).toEqual({ as: "success", data: JSON.parse(deleted) });
    }
  });

  it("is held to max_response_bytes, in bytes", async () => {
    const body = deleted.replace("m", "ä");
    const { length } = Buffer.from(body);
    const config = { fetch: async () => make(body), max_response_bytes: length };
    expect(await callers[0]![1](config)).toMatchObject({ as: "success" });
    expect(await callers[0]![1]({ ...config, max_response_bytes: length - 1 })).toMatchObject({
      code: "invalid_response",
      status_code: 200,
    });
  });

  it("is held to the timeout", async () => {
    const fetch: Fetch = async () => make(start, new Promise<never>(() => {}));
    expect(await callers[0]![1]({ fetch, timeout: 30 })).toMatchObject({ code: "timeout", status_code: 200 });
  });

  it("is lost when it breaks", async () => {
    const fetch: Fetch = async () => make(start, Promise.reject(new Error("broken")));
    expect(await callers[0]![1]({ fetch })).toMatchObject({ code: "connection_lost", status_code: 200 });
  });
});

/** A web stream that is nothing but a reader. */
const streamOf = (read: () => unknown, cancel: () => unknown = async () => {}): object => ({
  getReader: () => ({ read, cancel }),
});

describe("A body that comes in pieces", () => {
  it("is read whole where each comes in the buffer of the last", async () => {
    const buffer = new Uint8Array(1);
    const bytes = encode(deleted).values();
    const body = streamOf(async () => {
      const { done, value = 0 } = bytes.next();
      buffer[0] = value;
      return { done, value: buffer };
    });
    const ending = await callers[0]![1]({ fetch: async () => foreign(body) });
    expect(ending).toEqual({ as: "success", data: JSON.parse(deleted) });
  });

  it.each([
    ["of bytes one by one", 1],
    ["that are empty", 0],
  ])("%s, all of them there, lets timers run and ends", async (_title, size) => {
    const piece = { done: false, value: new Uint8Array(size).fill(0x20) };
    let turns = 0;
    const timer = setInterval(() => (turns += 1));
    let read = 0;
    const body = streamOf(async () => {
      read += 1;
      return piece;
    });
    const error = await noAnswer({ fetch: async () => foreign(body) });
    clearInterval(timer);
    expect(error).toMatchObject({ code: "invalid_response", may_have_been_applied: true });
    expect(error.message).toContain("(status 200: the answer comes in more than 100000 pieces)");
    expect(read).toBe(100_001);
    expect(turns).toBeGreaterThan(20);
  });

  it("ends at the timeout, and is read no further", async () => {
    let read = 0;
    const body = streamOf(async () => {
      read += 1;
      return { done: false, value: new Uint8Array(0) };
    });
    expect(await noAnswer({ fetch: async () => foreign(body), timeout: 1 })).toMatchObject({
      code: "timeout",
    });
    await settle();
    const then = read;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read).toBe(then);
    expect(read).toBeLessThan(100_000);
  });

  it.each([
    ["text", "text"],
    ["nothing", undefined],
    ["numbers", [1, 2]],
    ["something as long as it says", { byteLength: 1 }],
  ])("that are %s, and no bytes, is no answer", async (_title, value) => {
    const error = await noAnswer({
      fetch: async () => foreign(streamOf(async () => ({ done: false, value }))),
    });
    expect(error).toMatchObject({ code: "invalid_response", may_have_been_applied: true });
    expect(error.message).toContain("`fetch` gave a body that is not made of bytes");
  });
});

describe("A body that is a stream of Node", () => {
  it.each([
    ["a redirect", { status: 302 }],
    ["a timeout", { status: 200 }],
    ["a refusal", { status: 404 }],
  ])("is let go of after %s, and ends no process when it breaks", async (_title, head) => {
    const thrown = watchProcess();
    const body = new Readable({ read() {} });
    await callers[0]![1]({ fetch: async () => foreign(body, head), timeout: 20 });
    expect(body.destroyed).toBe(true);
    body.emit("error", new Error("aborted"));
    await settle();
    expect(thrown).toEqual([]);
  });
});

describe("A body that cannot be given up", () => {
  const fail = (): never => {
    throw new Error("cannot");
  };
  const stall = () => new Promise<never>(() => {});
  const iterable = (iterator: object): object => ({ [Symbol.asyncIterator]: () => iterator });

  it.each([
    ["a cancel that throws", streamOf(stall, fail)],
    ["a cancel that rejects", streamOf(stall, async () => fail())],
    ["a cancel that returns nothing", streamOf(stall, () => undefined)],
    ["no cancel", { getReader: () => ({ read: stall }) }],
    ["a return that throws", iterable({ next: stall, return: fail })],
    ["no return", iterable({ next: stall })],
  ])("by %s changes nothing else", async (_title, body) => {
    const thrown = watchProcess();
    const fetch: Fetch = async () => foreign(body);
    expect(await noAnswer({ fetch, timeout: 20 })).toMatchObject({ code: "timeout", status_code: 200 });
    const late: Fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return foreign(body);
    };
    expect(await noAnswer({ fetch: late, timeout: 20 })).toMatchObject({ code: "timeout" });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(thrown).toEqual([]);
  });
});

it("A body that can only be iterated is given up by its return", async () => {
  const giveUp = vi.fn<() => void>();
  const iterator = { next: () => new Promise<never>(() => {}), return: giveUp };
  const body = { [Symbol.asyncIterator]: () => iterator };
  expect(await noAnswer({ fetch: async () => foreign(body), timeout: 20 })).toMatchObject({
    code: "timeout",
  });
  expect(giveUp).toHaveBeenCalledOnce();
});

describe("A Response of another making", () => {
  it("is no answer with a body that cannot be read", async () => {
    const { message } = await noAnswer({ fetch: async () => foreign(null, { text: undefined }) });
    expect(message).toContain("(status 200: `fetch` gave a body that cannot be read)");
  });

  it.each([
    ["a body that was read", { body: streamOf(async () => ({ done: true }), undefined), bodyUsed: true }],
    ["neither body nor text", { body: null, text: undefined }],
    ["a body that cannot be opened", { body: { getReader: () => void JSON.parse("{") } }],
    ["headers that throw", { headers: { get: () => JSON.parse("{") as string } }],
    ["headers that are no texts", { headers: { get: () => 7 } }],
    ["no headers", { headers: undefined }],
  ])("is refused by its status with %s", async (_title, parts) => {
    for (const [, call] of callers) {
      const ending = await call({ fetch: async () => foreign(undefined, { status: 403, ...parts }) });
      expect(ending).toMatchObject({ as: "StytchError", status_code: 403, may_have_been_applied: false });
    }
  });

  it("is no answer with a status that is no whole number", async () => {
    const fetch = async () => foreign(undefined, { status: 403.5 });
    expect(await noAnswer({ fetch })).toMatchObject({
      code: "invalid_response",
      may_have_been_applied: true,
      cause: { message: "The status is not a whole number." },
    });
  });

  it.each([403, 500])("is refused as its status says, %i, whatever it has besides", async (status) => {
    const own = { kind: "success", status_code: 200, data: { status_code: 200, request_id: "r" }, ok: true };
    for (const [, call] of callers) {
      const ending = await call({ fetch: async () => foreign(undefined, { status, ...own }) });
      expect(ending).toMatchObject({ as: "StytchError", status_code: status });
    }
  });
});

describe("A fetch of the caller's", () => {
  it("may ask an init for its own properties, as wrappers do", async () => {
    const asked: unknown[] = [];
    const fetch = async (_: string, init: FetchInit) => {
      const { hasOwnProperty } = init;
      asked.push(
        Object.keys(init).map((key) => hasOwnProperty.call(init, key)),
        `${init}`,
        init.valueOf() === init,
      );
      return foreign(undefined);
    };
    await callers[0]![1]({ fetch });
    expect(asked).toEqual([Array(6).fill(true), "[object Object]", true]);
  });

  it.each([
    ["TypeError", () => (undefined as unknown as { url: string }).url],
    ["ReferenceError", () => Reflect.construct(ReferenceError, ["x is not defined"])],
    ["RangeError", () => "x".repeat(-1)],
    ["SyntaxError", () => JSON.parse("{")],
  ])("that throws a %s is told as such", async (name, act) => {
    const fetch: Fetch = async () => {
      const error: unknown = act();
      throw error;
    };
    const error = await noAnswer({ fetch });
    expect(error).toMatchObject({ code: "connection_lost", may_have_been_applied: true, cause: { name } });
    expect(error.message).toMatch(
      new RegExp(
        `: connection_lost \\(your \`fetch\` threw a ${name}\\); the request may have been applied$`,
      ),
    );
  });

  it("that hands on the platform's TypeError is not blamed for it", async () => {
    const { url } = await startServer(faults["resets the connection at once"]);
    const { message } = await noAnswer({ custom_base_url: url, fetch: (to, init) => fetch(to, init) });
    expect(message).toContain("connection_lost (");
    expect(message).not.toContain("your `fetch`");
  });

  it("that is the platform's is not blamed either", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    const { message } = await noAnswer({});
    expect(message).toMatch(/: connection_lost; the request may have been applied$/);
  });
});

describe("The platform's fetch", () => {
  /** Behaves like a framework's: keeps the first answer to a URL unless it is told not to. */
  function cacheFetch(): { sent: number } {
    const counter = { sent: 0 };
    const kept = new Map<string, Response>();
    vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
      if (init.cache !== "no-store" && kept.has(url)) return kept.get(url)!.clone();
      counter.sent += 1;
      kept.set(url, new Response(deleted, { headers: json }));
      return kept.get(url)!.clone();
    });
    return counter;
  }

  it("answers no deletion from a framework's cache", async () => {
    for (const [, call] of callers) {
      const counter = cacheFetch();
      await fetch("https://api.test");
      await fetch("https://api.test");
      expect(counter.sent, "the cache works").toBe(1);
      for (let time = 0; time < 4; time += 1) expect(await call({})).toMatchObject({ as: "success" });
      expect(counter.sent).toBe(5);
    }
  });

  it.each([
    ["left out where requests have none", Object, undefined],
    ["sent where they have one", Request, "no-store"],
    ["sent where there is no class of them", undefined, "no-store"],
    ["left out where they are of another making", () => {}, undefined],
    ["left out where there is nothing of the name", null, undefined],
  ])("is called with a `cache` that is %s", async (_title, requestClass, cache) => {
    vi.stubGlobal("Request", requestClass);
    const inits: FetchInit[] = [];
    const fetch: Fetch = async (_url, init) => {
      inits.push(init);
      return foreign(undefined);
    };
    await callers[0]![1]({ fetch });
    expect(inits.map((init) => Object.hasOwn(init, "cache"))).toEqual([cache !== undefined]);
    expect(inits[0]!.cache).toBe(cache);
  });
});

describe("A proxy", () => {
  async function startProxy(line: string): Promise<string> {
    const proxy: Server = createServer();
    proxy.on("connect", (_request, socket) => socket.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`));
    onTestFinished(() => void proxy.close());
    return listen(proxy);
  }

  it.each([
    [407, "Proxy Authentication Required", 1],
    [403, "Forbidden", 1],
    [502, "Bad Gateway", 2],
  ])("that refuses the tunnel with %i %s has passed nothing on", async (status_code, reason, times) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const dispatcher = new ProxyAgent(await startProxy(`${status_code} ${reason}`));
    onTestFinished(() => dispatcher.destroy());
    for (const [, call] of callers) {
      const ending = await call({
        custom_base_url: "https://127.0.0.1:4443",
        fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }),
        max_retries: 1,
      });
      const attempt = { status_code, code: "connection_failed" };
      expect(ending).toMatchObject({
        as: "RequestError",
        code: "connection_failed",
        status_code,
        may_have_been_applied: false,
        attempts: Array.from({ length: times }, () => attempt),
      });
    }
    vi.restoreAllMocks();
  });

  // Node takes a proxy from the environment from 24 on.
  const fromEnvironment = Number(process.versions.node.split(".")[0]) >= 24 ? [407, 502] : [];
  it.each(fromEnvironment)(
    "of the environment that refuses the tunnel with %i is told as such",
    async (status) => {
      const proxy = await startProxy(`${status} No`);
      const program = `
      import { B2BClient } from "./src/index.ts";
      const config = ${JSON.stringify({ ...credentials, custom_base_url: "https://api.invalid", max_retries: 0 })};
      const { members } = new B2BClient(config).organizations;
      const { code, status_code, may_have_been_applied } = await members.delete(${JSON.stringify(ids)}).catch((error) => error);
      console.log(code, status_code, may_have_been_applied);
      process.exit();`;
      const args = ["--import", "tsx", "--input-type=module", "--eval", program];
      const env = { ...process.env, NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: proxy };
      const { stdout } = await promisify(execFile)(process.execPath, args, { env });
      expect(stdout).toBe(`connection_failed ${status} false\n`);
    },
  );

  it("is named in the message", async () => {
    const dispatcher = new ProxyAgent(await startProxy("407 No"));
    onTestFinished(() => dispatcher.destroy());
    const { message } = await noAnswer({
      custom_base_url: "https://127.0.0.1:4443",
      fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }),
    });
    expect(message).toContain("connection_failed (status 407: a proxy refused to connect to the API)");
  });
});

describe("A refusal longer than 64 KiB", () => {
  it("is read for its known fields alone", async () => {
    const values = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, "v"]));
    const known = {
      request_id: "request-id-test-1",
      error_type: "too_long",
      error_message: "m",
      error_url: "u",
    };
    const body = JSON.stringify({ ...known, error_details: values, ...values });
    const { url } = await startServer(answer(400, body));
    const error = await refusal({ custom_base_url: url });
    expect(error).toMatchObject(known);
    expect(error.error_details).toBeUndefined();
  });

  it("has no field that is longer itself", async () => {
    const body = JSON.stringify({ error_type: "t", error_message: "x".repeat(70_000), error_url: ["u"] });
    const { url } = await startServer(answer(400, body));
    expect(await refusal({ custom_base_url: url })).toMatchObject({
      error_type: "t",
      error_message: "The answer is not in the API's format.",
      error_url: "",
    });
  });
});
