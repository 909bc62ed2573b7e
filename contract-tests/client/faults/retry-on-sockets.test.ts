// On real sockets, what is tried again goes out again, and every attempt is told.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { byEach, wiredCallers } from "./callers.js";
import { answer, faults, refuse, refusingUrl, startServer } from "./fault-server.js";

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

/** What passed before another attempt: on a real clock, never none for certain. How long it should be, retry.test.ts says. */
const waited_ms: unknown = expect.any(Number);

it.each([
  ["a connection reset", "idempotent", faults["resets the connection at once"]],
  ["a connection closed within the body", "idempotent", faults["closes the connection within the body"]],
  ["a hang", "idempotent", faults["hangs before the headers"]],
  ["a stalled body", "idempotent", faults["hangs in the body"]],
  ["a 429", "unsent", refuse(429, "too_many_requests", { "Retry-After": 0 })],
  ["a 503", "idempotent", answer(503, "Service Unavailable", { "Content-Type": "text/plain" })],
  ["a 502 whose body is cut", "idempotent", answer(502, "<ht", { "Content-Length": 9 })],
] as const)("a call succeeds after %s with retry %s", (_title, retry, fault) =>
  byEach(wiredCallers, async (call) => {
    const server = await startServer(fault, answer(200));
    const ending = await call({ custom_base_url: server.url, retry, timeout: 1_000, max_retries: 1 });
    expect(ending).toMatchObject({ as: "success", data: { status_code: 200 } });
    expect(server.requests).toHaveLength(2);
  }),
);

it("a call connects again to a port that refuses", () =>
  byEach(wiredCallers, async (call) => {
    const ending = await call({ custom_base_url: refusingUrl });
    const first = { code: "connection_failed", waited_ms: 0 };
    const again = { ...first, waited_ms };
    expect(ending.attempts).toEqual([first, again, again]);
  }));

it("a call tells of every attempt in order", () =>
  byEach(wiredCallers, async (call) => {
    const server = await startServer(
      faults["resets the connection at once"],
      refuse(503, "unavailable"),
      faults["closes the connection within the body"],
      refuse(404, "member_not_found"),
    );
    expect(await call({ custom_base_url: server.url, retry: "idempotent", max_retries: 9 })).toMatchObject({
      as: "StytchError",
      status_code: 404,
      error_type: "member_not_found",
      attempts: [
        { code: "connection_lost", waited_ms: 0 },
        { status_code: 503, waited_ms },
        { status_code: 200, code: "connection_lost", waited_ms },
        { status_code: 404, waited_ms },
      ],
    });
  }));
