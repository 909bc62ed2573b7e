// Only what cannot have been applied is sent again, unless asked for.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientConfig } from "../../../src/index.js";
import { callers, fail, hang, lost, onVirtualClock, refusal, refused, reply, script } from "./callers.js";
import { answer, faults, refuse, startServer } from "./fault-server.js";

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A timer may fire up to a millisecond early, so each wait is set for one more. */
const late = (milliseconds: number): number => (milliseconds === 0 ? 0 : milliseconds + 1);

const unsent = { retry: "unsent" } as const;
const idempotent = { retry: "idempotent" } as const;

describe("What is tried again", () => {
  const headers_timeout = fail({ code: "UND_ERR_HEADERS_TIMEOUT" });
  const always = { unsent: 3, idempotent: 3 };
  const known_idempotent = { unsent: 1, idempotent: 3 };
  const never = { unsent: 1, idempotent: 1 };
  const policy = [
    ["a connection refused", refused, always],
    ["a name that does not resolve", fail({ code: "ENOTFOUND", syscall: "getaddrinfo" }), always],
    ["a connection that took too long", fail({ code: "UND_ERR_CONNECT_TIMEOUT" }), always],
    ["a 429", reply(429), always],
    ["a connection lost", lost, known_idempotent],
    ["a failure of fetch that says nothing", fail({}), known_idempotent],
    ["a timeout", hang, known_idempotent],
    ["a timeout of the platform's own", headers_timeout, known_idempotent],
    ["a 502", reply(502), known_idempotent],
    ["a 503", reply(503), known_idempotent],
    ["a 504", reply(504), known_idempotent],
    ["a 200", reply(200), never],
    ["a 204", reply(204), never],
    ["a 302", reply(302), never],
    ["a 400", reply(400), never],
    ["a 404", reply(404), never],
    ["a 408", reply(408), never],
    ["a 409", reply(409), never],
    ["a 425", reply(425), never],
    ["a 500", reply(500), never],
    ["a 501", reply(501), never],
    ["bad HTTP", fail({ code: "HPE_INVALID_CONSTANT" }), never],
    ["bad HTTP that has no code", fail({ name: "HTTPParserError", message: "Invalid status code" }), never],
    ["a refused port", fail({ message: "bad port" }), never],
    ["an expired certificate", fail({ code: "CERT_HAS_EXPIRED" }), never],
    ["TLS that fails after the handshake", fail({ code: "ERR_SSL_WRONG_VERSION_NUMBER" }), never],
    ["a broken TLS connection", fail({ code: "EPROTO", syscall: "write" }), never],
  ] as const;

  beforeEach(() => void vi.useFakeTimers());

  it.each(
    policy.flatMap(([fault, step, tries]) =>
      [unsent, idempotent].map(({ retry }) => ({ retry, fault, times: tries[retry], step })),
    ),
  )("sends $times time(s) with retry $retry after $fault", async ({ retry, step, times }) => {
    for (const [, call] of callers) {
      const { fetch, at } = script(step);
      await onVirtualClock(() => call({ fetch, retry, timeout: 1000 }));
      expect(at).toHaveLength(times);
    }
  });

  it.each([0, 1, 2, 5])("sends once, and again as often as max_retries says: %i", async (max_retries) => {
    for (const config of [unsent, idempotent]) {
      const { fetch, at } = script(refused);
      const { result } = await onVirtualClock(() => callers[0]![1]({ ...config, fetch, max_retries }));
      expect(at).toHaveLength(1 + max_retries);
      expect(result.attempts).toHaveLength(1 + max_retries);
    }
  });

  it.each([
    ["max_retries", { max_retries: 0 }, { max_retries: 1 }, refused, 2],
    ["max_retries of none", { max_retries: 5 }, { max_retries: 0 }, refused, 1],
    ["undefined max_retries", { max_retries: 1 }, { max_retries: undefined }, refused, 2],
    ["retry", { max_retries: 1 }, idempotent, lost, 2],
    ["a retry that is more careful", { ...idempotent, max_retries: 1 }, unsent, lost, 1],
  ] as const)("is for one call what its own %s says", async (_title, config, options, step, times) => {
    for (const [, call] of callers) {
      const { fetch, at } = script(step);
      await onVirtualClock(() => call({ ...config, fetch }, options));
      expect(at).toHaveLength(times);
    }
  });

  it("tries unsent requests twice by default", async () => {
    const { fetch, at } = script(refused);
    await onVirtualClock(() => callers[0]![1]({ fetch }));
    expect(at).toHaveLength(3);
    const second = script(lost);
    await onVirtualClock(() => callers[0]![1]({ fetch: second.fetch }));
    expect(second.at).toHaveLength(1);
  });
});

describe("The logger", () => {
  it("gets a line for every attempt, without what a server may not say", async () => {
    const hostile = answer(503, '{"error_type":"a b","request_id":{"toString":1}}');
    const server = await startServer(
      faults["resets the connection at once"],
      refuse(503, "unavailable"),
      hostile,
      answer(201),
    );
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const logger = { debug: write, info: write, warn: write, error: write };
    await callers[0]![1]({ custom_base_url: server.url, ...idempotent, max_retries: 3, logger });
    expect(lines.map((line) => line.replace(/^.*\} | duration_ms=\d+/g, ""))).toEqual([
      "attempt=1 code=connection_lost may_have_been_applied=true",
      "attempt=2 status_code=503 error_type=unavailable request_id=request-id-test-1 may_have_been_applied=true",
      "attempt=3 status_code=503 may_have_been_applied=true",
      "attempt=4 status_code=201 code=invalid_response request_id=request-id-test-1 may_have_been_applied=true",
    ]);
  });
});

describe("How long it waits", () => {
  beforeEach(() => void vi.useFakeTimers());

  it("is no part of the duration that a log line tells", async () => {
    const slow = () => new Promise<never>((_, reject) => setTimeout(reject, 1234, new Error("x")));
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const logger = { debug: write, info: write, warn: write, error: write };
    vi.mocked(Math.random).mockReturnValue(0.5);
    await onVirtualClock(() => callers[0]![1]({ ...idempotent, fetch: slow, max_retries: 1, logger }));
    expect(lines.map((line) => / duration_ms=(\S+)/.exec(line)?.[1])).toEqual(["1234", "1234"]);
  });

  it.each([
    [
      "nearly all of 500 ms, doubled each time up to 8 s",
      0.999_999,
      [500, 1000, 2000, 4000, 8000, 8000, 8000],
    ],
    ["any share of that: full jitter", 0.25, [125, 250, 500, 1000, 2000, 2000, 2000]],
    ["nothing at the least", 0, [0, 0, 0, 0, 0, 0, 0]],
  ])("is %s", async (_title, random, waits) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const { fetch, at } = script(refused);
    const { result } = await onVirtualClock(() =>
      callers[0]![1]({ fetch, max_retries: 7, deadline: 300_000 }),
    );
    const waited = waits.map(late);
    expect(at.slice(1).map((time, index) => time - at[index]!)).toEqual(waited);
    expect(result.attempts!.map(({ waited_ms }) => waited_ms)).toEqual([0, ...waited]);
  });

  it("is drawn anew for each wait", async () => {
    for (const random of [0.1, 0.9, 0.5]) vi.mocked(Math.random).mockReturnValueOnce(random);
    const { fetch, at } = script(refused);
    await onVirtualClock(() => callers[0]![1]({ fetch, max_retries: 3 }));
    expect(at).toEqual([0, 51, 952, 1953]);
  });
});

describe("Retry-After", () => {
  const now = new Date("2026-03-01T12:00:00.400Z");
  const { TZ } = process.env;

  beforeEach(() => {
    process.env["TZ"] = "Asia/Tokyo";
    vi.useFakeTimers({ now });
    vi.mocked(Math.random).mockReturnValue(0.5);
  });
  afterEach(() => {
    if (TZ === undefined) delete process.env["TZ"];
    else process.env["TZ"] = TZ;
  });

  it.each([
    ["seconds", "3", 3000],
    ["many seconds", "89", 89_000],
    ["no seconds", "0", 0],
    ["a date", "Sun, 01 Mar 2026 12:00:10 GMT", 9600],
    ["a date as RFC 850 wrote it", "Sunday, 01-Mar-26 12:00:10 GMT", 9600],
    ["a date as asctime writes it, without a zone", "Sun Mar  1 12:00:10 2026", 9600],
    ["a date in another zone", "Sun, 01 Mar 2026 13:00:10 +0100", 9600],
    ["a date that is over", "Sun, 01 Mar 2026 11:59:00 GMT", 0],
    ["a part of a second", "1.5", 1500],
    ["less than a millisecond more", "0.0001", 1],
    ["seconds within white space", " \t3 ", 3000],
    ["a number with a sign", "+3", 3000],
    ["a number with an exponent", "1e1", 10_000],
    ["an exponent of two digits", "1e01", 10_000],
    ["a part of a second without a nought", ".125", 125],
    ["several, of which the longest counts", "3, 5,4", 5000],
    ["several dates", "Sun, 01 Mar 2026 12:00:10 GMT, Sun, 01 Mar 2026 12:00:20 GMT", 19_600],
    ["a date and seconds", "Sunday, 01-Mar-26 12:00:10 GMT, 11", 11_000],
    ["seconds beside what cannot be read", "soon, 5, 0x20, -7", 5000],
  ])("is obeyed as %s", async (_title, value, asked) => {
    for (const [, call] of callers) {
      vi.setSystemTime(now);
      const { fetch, at } = script(reply(429, { "Retry-After": value }), reply(404));
      const { result } = await onVirtualClock(() => call({ fetch }));
      const waited_ms = late(asked);
      expect(at).toEqual([0, waited_ms]);
      expect(result.attempts).toEqual([
        { status_code: 429, waited_ms: 0 },
        { status_code: 404, waited_ms },
      ]);
    }
  });

  it.each([
    "-1",
    "soon",
    "",
    ",",
    ".",
    "1.5.2",
    "3 5",
    "3s",
    "Infinity",
    "NaN",
    "2026-03-01",
    "0x10",
    "1e",
    "1e-3",
    "Sunday",
    "Sun, 99 Foo 2026",
    "01 Mar 2026 12:00:10 GMT",
    "Wait 120",
    "Tomorrow 10",
    "Mon, nonsense 1",
    "about Sun, 01 Mar 2026 12:00:10 GMT",
    `${"1".repeat(200_000)}x`,
  ])("counts for nothing as %j", async (value) => {
    const { fetch, at } = script(reply(429, { "Retry-After": value }));
    const { result } = await onVirtualClock(() => callers[0]![1]({ fetch, max_retries: 1 }));
    expect(at).toEqual([0, 251]);
    expect(result.retry_after_ms).toBeUndefined();
  });

  it.each([
    ["reaches the deadline", "90", 90_000],
    ["lies past the deadline", "3600", 3_600_000],
    ["is absurd", "99999999999999999999", 1e23],
    ["has an exponent", "1e9", 1e12],
    ["is too large for a number", "9".repeat(400), Infinity],
    ["is a date past the deadline", "Sun, 01 Mar 2026 13:00:00 GMT", 3_599_600],
    ["is an absurd date", "Fri, 31 Dec 9999 23:59:59 GMT", Date.UTC(9999, 11, 31, 23, 59, 59) - Number(now)],
  ])("ends the call at once when it %s, and says how long", async (_title, value, retry_after_ms) => {
    for (const [, call] of callers) {
      vi.setSystemTime(now);
      const { fetch } = script(reply(429, { "Retry-After": value }));
      const { result, took } = await onVirtualClock(() => call({ fetch }));
      expect(took).toBe(0);
      expect(result).toMatchObject({ as: "StytchError", status_code: 429, retry_after_ms });
      expect(result.attempts).toHaveLength(1);
    }
  });

  it("counts against what is left of the deadline", async () => {
    const { fetch, at } = script(reply(429, { "Retry-After": "6" }));
    const { took } = await onVirtualClock(() => callers[0]![1]({ fetch, deadline: 10_000 }));
    expect(at).toEqual([0, 6001]);
    expect(took).toBe(6001);
  });

  it.each([
    ["is obeyed on a 503 with retry idempotent", idempotent, [0, 7001]],
    ["is not obeyed on a 503 with retry unsent, but told", unsent, [0]],
    ["is not obeyed without retries, but told", { ...idempotent, max_retries: 0 }, [0]],
  ])("%s", async (_title, config: ClientConfig, times) => {
    const { fetch, at } = script(reply(503, { "Retry-After": "7" }));
    const { result } = await onVirtualClock(() => callers[0]![1]({ max_retries: 1, ...config, fetch }));
    expect(at).toEqual(times);
    expect(result).toMatchObject({ as: "StytchError", status_code: 503, retry_after_ms: 7000 });
  });

  it("is never cut short by a timer that fires early, as the platform's do by up to a millisecond", async () => {
    const { setTimeout } = globalThis;
    vi.spyOn(globalThis, "setTimeout").mockImplementation(((act: () => void, delay: number) =>
      setTimeout(act, delay - 0.99)) as typeof setTimeout);
    const { fetch, at } = script(reply(429, { "Retry-After": "3" }), reply(404));
    await onVirtualClock(() => callers[0]![1]({ fetch }));
    expect(at[1]).toBeGreaterThanOrEqual(3000);
    expect(at[1]).toBeLessThan(3002);
  });

  it("is waited for under fake timers that leave the clock alone", async () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const timers = vi.spyOn(globalThis, "setTimeout");
    const { fetch, at } = script(reply(429, { "Retry-After": "3" }), reply(404));
    const ended = callers[0]![1]({ fetch });
    await vi.advanceTimersByTimeAsync(3001);
    expect(await ended).toMatchObject({ as: "StytchError", status_code: 404 });
    expect(at).toHaveLength(2);
    // One for each attempt and one for the wait.
    expect(timers).toHaveBeenCalledTimes(3);
  });

  it("is waited for as long as timers can be", async () => {
    const longest = 2 ** 31 - 1;
    const { fetch, at } = script(reply(429, { "Retry-After": `${(longest - 1) / 1000}` }), reply(404));
    const ended = callers[0]![1]({ fetch, deadline: longest });
    await vi.advanceTimersByTimeAsync(longest - 1);
    expect(at).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await ended).toMatchObject({ status_code: 429 });
  });

  it("is read from an answer whose body never ends", async () => {
    vi.useRealTimers();
    const server = await startServer(answer(429, "{", { "Retry-After": 100, "Content-Length": 9 }));
    const error = await refusal({ custom_base_url: server.url, timeout: 1_000 });
    expect(error).toMatchObject({ status_code: 429, retry_after_ms: 100_000, error_type: "unknown_error" });
  });
});
