// Timeout and deadline hold at every step.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientConfig } from "../../../src/index.js";
import { callers, deleteMember, hang, lost, onVirtualClock, refused, reply, script } from "./callers.js";
import { faults, startServer } from "./fault-server.js";
import type { PlatformFetch } from "../../contract/caller.js";

/** A body that says a little of what it should, and then `pull` decides. */
function slowBody(
  pull: (controller: ReadableStreamDefaultController<Uint8Array>) => Promise<void> | void,
): Response {
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    controller.enqueue(new TextEncoder().encode('{"status_code":'));
  };
  return new Response(new ReadableStream({ start, pull }), {
    headers: { "Content-Type": "application/json" },
  });
}

const stall = () => slowBody(() => new Promise(() => {}));

const bytePerSecond = () =>
  slowBody(async (controller) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    controller.enqueue(new Uint8Array([0x20]));
  });

describe.each(callers)("%s, on a virtual clock", (_, call) => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const hangs = [
    ["a fetch that never answers and ignores its signal", hang],
    ["a body that stalls", stall],
    ["a body of a byte a second", bytePerSecond],
  ] as const;
  const limits = [
    ["after 35 seconds by default", {}, {}, 35_000],
    ["at the client's timeout", { timeout: 1234 }, {}, 1234],
    ["at the call's timeout, shorter than the client's", { timeout: 5000 }, { timeout: 777 }, 777],
    ["at the call's timeout, longer than the client's", { timeout: 5000 }, { timeout: 50_000 }, 50_000],
    ["at a timeout above the default deadline", { timeout: 200_000 }, {}, 200_000],
    ["at a call's timeout above the default deadline", {}, { timeout: 200_000 }, 200_000],
    ["at the deadline where that comes first", { deadline: 2500 }, {}, 2500],
    ["at the call's deadline", { deadline: 50_000 }, { deadline: 2500 }, 2500],
    ["at the call's deadline, below the client's timeout", { timeout: 50_000 }, { deadline: 2500 }, 2500],
    ["at the call's own limits", { deadline: 5000 }, { timeout: 20_000, deadline: 20_000 }, 20_000],
  ] as const;

  it.each(hangs.flatMap(([fault, step]) => limits.map((limit) => [fault, ...limit, step] as const)))(
    "ends %s %s",
    async (_fault, _limit, config, options, limit, step) => {
      const { result, took } = await onVirtualClock(() =>
        call({ ...config, fetch: script(step).fetch }, options),
      );
      expect(took).toBe(limit);
      expect(result).toMatchObject({ as: "RequestError", code: "timeout", may_have_been_applied: true });
    },
  );

  it("gives each attempt its own timeout, and ends the last at the deadline", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { fetch, at } = script(hang);
    const config = { fetch, timeout: 10_000, deadline: 25_000, retry: "idempotent", max_retries: 9 } as const;
    const { result, took } = await onVirtualClock(() => call(config));
    expect(at).toEqual([0, 10_251, 20_752]);
    expect(took).toBe(25_000);
    expect(result.attempts).toEqual([
      { code: "timeout", waited_ms: 0 },
      { code: "timeout", waited_ms: 251 },
      { code: "timeout", waited_ms: 501 },
    ]);
  });

  it.each([
    ["a connection refused", refused],
    ["a connection lost", lost],
    ["a 429", reply(429)],
  ])("never waits past the deadline after %s", async (_title, step) => {
    vi.spyOn(Math, "random").mockReturnValue(0.999);
    const { fetch, at } = script(step);
    const { took } = await onVirtualClock(() =>
      call({ fetch, deadline: 1000, retry: "idempotent", max_retries: 9 }),
    );
    expect(at).toEqual([0, 501]);
    expect(took).toBe(501);
  });

  it.each([
    ["overran the deadline", 3_600_000],
    ["ended at the deadline", 84_999],
  ])("does not send again when the wait %s", async (_title, slept) => {
    const { fetch, at } = script(reply(429, { "Retry-After": "5" }), reply(200));
    const clock = performance.now.bind(performance);
    let asleep = 0;
    vi.spyOn(performance, "now").mockImplementation(() => clock() + asleep);
    setTimeout(() => (asleep = slept), 1000);
    const { result } = await onVirtualClock(() => call({ fetch }));
    expect(at).toHaveLength(1);
    expect(result).toMatchObject({ as: "StytchError", status_code: 429, attempts: [{ status_code: 429 }] });
  });

  it("cancels the body of a fetch that ignores its signal", async () => {
    const cancel = vi.fn<() => void>();
    const fetch = async () => new Response(new ReadableStream({ cancel }));
    await onVirtualClock(() => call({ fetch }));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("cancels the body of an answer that comes after the end", async () => {
    const cancel = vi.fn<() => void>();
    const fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, 40_000));
      return new Response(new ReadableStream({ cancel }));
    };
    const { result } = await onVirtualClock(() => call({ fetch }));
    expect(result).toMatchObject({ code: "timeout" });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it.each([
    ["success", reply(200)],
    ["failure", reply(404)],
    ["loss", lost],
    ["answer without a body", () => new Response(null)],
  ])("leaves no timer after a %s", async (_title, step) => {
    await call({ fetch: script(step).fetch });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("B2BClient, on a real clock", () => {
  const hangs = [
    "hangs before the headers",
    "hangs within the headers",
    "hangs in the body",
    "drips its body",
  ] as const;
  const limits: [string, ClientConfig, { timeout?: number }][] = [
    ["the client's timeout", { timeout: 50 }, {}],
    ["the call's timeout", {}, { timeout: 50 }],
    ["the deadline", { deadline: 50 }, {}],
  ];

  it.each(hangs.flatMap((fault) => limits.map((limit) => [fault, ...limit] as const)))(
    "ends when the server %s at %s, and not before",
    async (fault, _limit, config, options) => {
      const { url } = await startServer(faults[fault]);
      const began = performance.now();
      await expect(deleteMember({ custom_base_url: url, ...config }, options)).rejects.toThrow(": timeout");
      const took = performance.now() - began;
      expect(took).toBeGreaterThan(48);
      expect(took).toBeLessThan(350);
    },
  );

  it("ends in time while a fetch of the caller's that ignores its signal waits for a server", async () => {
    const { url } = await startServer(faults["hangs before the headers"]);
    const deaf: PlatformFetch = (to, init) =>
      fetch(to, { ...init, signal: null }).catch(() => Response.error());
    const began = performance.now();
    await expect(deleteMember({ custom_base_url: url, timeout: 50, fetch: deaf })).rejects.toThrow(
      ": timeout",
    );
    expect(performance.now() - began).toBeLessThan(350);
  });
});
