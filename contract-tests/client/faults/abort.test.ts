// An aborted call ends at once, and says whether it may have been applied.
import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { B2BClient } from "../../../src/index.js";
import { credentials, type PlatformFetch } from "../../contract/caller.js";
import {
  callers,
  hang,
  ids,
  lost,
  noAnswer,
  onVirtualClock,
  refused,
  reply,
  script,
  template,
  wiredCallers,
} from "./callers.js";
import { answer, faults, hang as stay, startServer } from "./fault-server.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A signal that the test aborts, with the reason that it gives. */
function abortable() {
  const controller = new AbortController();
  const reason = new Error("The user left");
  return { signal: controller.signal, reason, abort: () => controller.abort(reason) };
}

/** Resolves when the first has come. */
async function arrival(list: () => unknown[]): Promise<void> {
  await expect.poll(() => list().length, { interval: 5 }).toBe(1);
}

describe.each(wiredCallers)("%s", (_, call) => {
  it("sends nothing when the signal is aborted already", async () => {
    const server = await startServer(answer(200));
    const { signal, reason, abort } = abortable();
    abort();
    const ending = await call({ custom_base_url: server.url }, { signal });
    expect(ending).toMatchObject({
      as: "RequestError",
      code: "aborted",
      attempts: [],
      may_have_been_applied: false,
    });
    expect(ending.cause).toBe(reason);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["before the headers", faults["hangs before the headers"], {}],
    ["within the headers", faults["hangs within the headers"], {}],
    ["in the body", faults["hangs in the body"], { status_code: 200 }],
    ["in a body that drips", faults["drips its body"], { status_code: 200 }],
  ])("ends at once when it is aborted %s", async (_title, fault, facts) => {
    const server = await startServer(fault);
    const { signal, reason, abort } = abortable();
    const heads: Response[] = [];
    const fetchHeads: PlatformFetch = async (url, init) => {
      const response = await fetch(url, init);
      heads.push(response);
      return response;
    };
    const config = { custom_base_url: server.url, fetch: fetchHeads, retry: "idempotent" } as const;
    const ended = call(config, { signal });
    await arrival(() => ("status_code" in facts ? heads : server.requests));
    const began = performance.now();
    abort();
    const ending = await ended;
    expect(performance.now() - began).toBeLessThan(300);
    expect(ending).toMatchObject({
      as: "RequestError",
      code: "aborted",
      ...facts,
      attempts: [{ ...facts, code: "aborted", waited_ms: 0 }],
      may_have_been_applied: true,
    });
    expect(ending.cause).toBe(reason);
    await expect.poll(server.open, { interval: 5 }).toBe(0);
  });

  it("ends at once when it is aborted while it connects", async () => {
    const server = await startServer(stay);
    const { signal, reason, abort } = abortable();
    const ended = call({ custom_base_url: server.url.replace("http:", "https:") }, { signal });
    await arrival(() => server.requests);
    abort();
    const ending = await ended;
    expect(ending).toMatchObject({ as: "RequestError", code: "aborted", may_have_been_applied: true });
    expect(ending.cause).toBe(reason);
    expect(server.requests).toEqual(["TLS"]);
  });

  it.each([
    ["a 429", reply(429, { "Retry-After": "60" }), { status_code: 429 }, false],
    ["a connection refused", refused, { code: "connection_failed" }, false],
    ["a connection lost", lost, { code: "connection_lost" }, true],
    ["a 503", reply(503), { status_code: 503 }, true],
  ])(
    "ends a wait after %s in the millisecond of the abort",
    async (_title, step, facts, may_have_been_applied) => {
      vi.useFakeTimers();
      vi.spyOn(Math, "random").mockReturnValue(0.999_999);
      const { fetch, at } = script(step);
      const { signal, reason, abort } = abortable();
      setTimeout(abort, 321);
      const { result, took } = await onVirtualClock(() => call({ fetch, retry: "idempotent" }, { signal }));
      expect(took).toBe(321);
      expect(at).toEqual([0]);
      expect(result).toMatchObject({ as: "RequestError", code: "aborted", may_have_been_applied });
      expect(result.attempts).toStrictEqual([{ ...facts, waited_ms: 0 }]);
      expect(result.cause).toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
      expect(getEventListeners(signal, "abort")).toEqual([]);
    },
  );

  it.each([
    ["the abort, when that comes first", 100, "aborted", 100],
    ["the timeout, when that comes first", 3000, "timeout", 2000],
  ])("ends a fetch that ignores its signal at %s", async (_title, when, code, at) => {
    vi.useFakeTimers();
    const { signal, abort } = abortable();
    setTimeout(abort, when);
    const { fetch } = script(hang);
    const { result, took } = await onVirtualClock(() => call({ fetch, timeout: 2000 }, { signal }));
    expect(result).toMatchObject({ code });
    expect(took).toBe(at);
  });

  it("gives its answer when the abort comes after it", async () => {
    const { signal, abort } = abortable();
    const ending = await call({ fetch: script(reply(200)).fetch }, { signal });
    abort();
    expect(ending).toMatchObject({ as: "success" });
  });

  it.each([
    ["tells a refusal although it was", 404, "StytchError"],
    ["does not try again what was", 429, "RequestError"],
  ])("%s aborted in the body of a %i", async (_title, status_code, as) => {
    const server = await startServer(answer(status_code, "{", { "Content-Length": 9 }));
    const { signal, reason, abort } = abortable();
    const fetchHead: PlatformFetch = async (url, init) => {
      const response = await fetch(url, init);
      setTimeout(abort, 10);
      return response;
    };
    const ending = await call({ custom_base_url: server.url, fetch: fetchHead }, { signal });
    expect(ending).toMatchObject({ as, may_have_been_applied: false });
    expect(ending.attempts).toEqual([{ status_code, waited_ms: 0 }]);
    expect(ending.cause).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });
});

describe("The message", () => {
  it.each([
    [
      "before it was sent",
      () => AbortSignal.abort(),
      "aborted after 0 attempts; the request was not applied",
    ],
    ["afterwards", () => AbortSignal.timeout(5), "aborted; the request may have been applied"],
  ])("says that the call was aborted %s", async (_title, signal, what) => {
    const { message } = await noAnswer({ fetch: script(hang).fetch }, { signal: signal() });
    expect(message).toBe(`DELETE ${template}: ${what}`);
  });
});

describe("The caller's reason", () => {
  it.each([
    ["a string", "enough"],
    ["an object", { why: "enough" }],
    ["a DOMException", new DOMException("enough", "TimeoutError")],
    ["null", null],
    ["nothing, for which the platform has a DOMException", undefined],
  ])("is kept as it is: %s", async (_title, reason) => {
    const signal = AbortSignal.abort(reason);
    expect((await noAnswer({}, { signal })).cause).toBe(signal.reason);
  });

  it("is kept when it is the timeout of an AbortSignal", async () => {
    const signal = AbortSignal.timeout(20);
    const error = await noAnswer({ fetch: script(hang).fetch }, { signal });
    expect(error.code).toBe("aborted");
    expect(error.cause).toBe(signal.reason);
  });
});

describe("A signal of another making", () => {
  const fail = (): never => {
    throw new Error("not the platform's");
  };
  /** What an AbortSignal has, with these parts replaced. */
  const signalWith = (parts: PropertyDescriptorMap): AbortSignal => {
    const { signal } = new AbortController();
    const fake = {
      aborted: false,
      addEventListener: signal.addEventListener.bind(signal),
      removeEventListener: signal.removeEventListener.bind(signal),
    };
    return Object.defineProperties(fake, parts) as unknown as AbortSignal;
  };

  it.each([
    ["cannot be let go", { removeEventListener: { value: fail } }],
    ["cannot be listened to", { addEventListener: { value: fail } }],
    ["throws when it is asked", { aborted: { get: fail } }],
  ])("that %s changes no deletion that is done", async (_title, parts) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    for (const [, call] of callers) {
      const { fetch, at } = script(reply(200));
      expect(await call({ fetch }, { signal: signalWith(parts) })).toMatchObject({ as: "success" });
      expect(at).toHaveLength(1);
      const lostly = script(lost);
      const ending = await call({ fetch: lostly.fetch, retry: "idempotent" }, { signal: signalWith(parts) });
      expect(ending).toMatchObject({ code: "connection_lost", may_have_been_applied: true });
    }
  });

  it("that keeps its reason to itself ends the call all the same", async () => {
    const thrown: unknown[] = [];
    const keep = (error: unknown) => thrown.push(error);
    process.on("uncaughtException", keep);
    let abort!: () => void;
    const signal = signalWith({
      addEventListener: { value: (_: string, act: () => void) => (abort = act) },
      reason: { get: fail },
    });
    const ended = noAnswer({ fetch: script(hang).fetch }, { signal });
    await new Promise(setImmediate);
    abort();
    const error = await ended;
    process.off("uncaughtException", keep);
    expect(error).toMatchObject({ code: "aborted", may_have_been_applied: true });
    expect(error.cause).toBeUndefined();
    expect(thrown).toEqual([]);
  });
});

describe("A signal that outlives its calls", () => {
  const many = Number(process.env["CONTRACT_RUNS"] ?? 10_000);

  it(`has no listener left after ${many} calls`, async () => {
    const { signal } = new AbortController();
    let calls = 0;
    const fetch: PlatformFetch = async () => reply((calls += 1) % 2 === 0 ? 200 : 404)();
    const { organizations } = new B2BClient({ ...credentials, fetch });
    for (let done = 0; done < many; done += 1)
      await organizations.members.delete(ids, { signal }).catch(() => {});
    expect(calls).toBe(many);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("has one listener while many calls run, and ends them all", async () => {
    const controller = new AbortController();
    const { organizations } = new B2BClient({ ...credentials, fetch: () => new Promise(() => {}) });
    const calls = Array.from({ length: 20 }, () =>
      organizations.members.delete(ids, { signal: controller.signal }),
    );
    await new Promise(setImmediate);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    for (const outcome of await Promise.allSettled(calls))
      expect(outcome).toMatchObject({ reason: { code: "aborted", may_have_been_applied: true } });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("ends the calls that still run when others have ended", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const never = new B2BClient({ ...credentials, fetch: () => new Promise(() => {}) }).organizations.members;
    const quick = new B2BClient({ ...credentials, fetch: async () => reply(200)() }).organizations.members;
    await quick.delete(ids, { signal });
    const hanging = never.delete(ids, { signal, timeout: 5_000 });
    await quick.delete(ids, { signal });
    controller.abort("enough");
    await expect(hanging).rejects.toMatchObject({ code: "aborted", cause: "enough" });
  });

  it.each([
    ["without an answer", lost],
    ["with a bad one", reply(204)],
    ["with waits", refused],
    ["at the timeout", hang],
  ])("has no listener left after 100 calls that ended %s", async (_title, step) => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const { fetch } = script(step);
    for (const [, call] of callers) {
      for (let done = 0; done < 50; done += 1) await onVirtualClock(() => call({ fetch }, { signal }));
    }
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
