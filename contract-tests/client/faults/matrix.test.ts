// Every fault at every step of a real connection ends as it must.
import { expect, it } from "vitest";
import { byEach, wiredCallers, type Ending } from "./callers.js";
import { faults, refusingUrl, startServer } from "./fault-server.js";

const lost: Ending = { as: "RequestError", code: "connection_lost", may_have_been_applied: true };
const timeout: Ending = { as: "RequestError", code: "timeout", may_have_been_applied: true };
const invalid: Ending = { as: "RequestError", code: "invalid_response", may_have_been_applied: true };
const status_code = 200;

/** What the caller sees of each fault. */
const seen: Record<keyof typeof faults, Ending> = {
  "closes the connection at once": lost,
  "resets the connection at once": lost,
  "closes the connection within the headers": lost,
  "resets the connection within the headers": lost,
  "closes the connection within the body": { ...lost, status_code },
  "resets the connection within the body": { ...lost, status_code },
  "sends less than its Content-Length and closes": { ...lost, status_code },
  "sends less than its Content-Length and announces the close": { ...lost, status_code },
  "cuts a chunked body": { ...lost, status_code },
  "answers 101": lost,

  "hangs before the headers": timeout,
  "hangs within the headers": timeout,
  "hangs in the body": { ...timeout, status_code },
  "drips its headers": timeout,
  "drips its body": { ...timeout, status_code },
  "sends interim answers for ever": timeout,

  "sends more than its Content-Length": { ...invalid, status_code },
  "sends a Content-Length that is no number": invalid,
  "sends a bad chunk size": { ...invalid, status_code },
  "sends something that is not HTTP": invalid,
  "sends a status that is no number": invalid,
  "sends 100 kB of headers": invalid,
  "floods its headers": invalid,
  "floods its body": { ...invalid, status_code },
  "sends plain text as gzip": { ...invalid, status_code },
  "sends gzip with a wrong checksum": { ...invalid, status_code },
  "truncates gzip": { ...invalid, status_code },
  "sends a gzip bomb": { ...invalid, status_code },
  "sends plain text as brotli": { ...invalid, status_code },
  "truncates brotli": { ...invalid, status_code },
};

it.each(Object.entries(seen).map(([fault, ending]) => ({ fault, ending, code: ending.code })))(
  "a call fails with $code when the server $fault",
  ({ fault, ending, code }) =>
    byEach(wiredCallers, async (call) => {
      const server = await startServer(faults[fault as keyof typeof faults]);
      // Where a status is to be seen, it needs the time to arrive.
      const limit = code !== "timeout" ? 10_000 : ending.status_code === undefined ? 500 : 1_000;
      const began = performance.now();
      const ended = await call({ custom_base_url: server.url, timeout: limit, max_response_bytes: 100_000 });
      expect(performance.now() - began).toBeLessThan(limit + 300);
      expect(ended).toMatchObject({ ...ending, attempts: [{ code, waited_ms: 0 }] });
      expect(server.requests).toEqual([expect.stringMatching("^DELETE /v1/b2b/organizations/")]);
    }),
);

it.each([
  ["hangs before the headers", { timeout: 50 }],
  ["hangs in the body", { timeout: 50 }],
  ["drips its body", { timeout: 50 }],
  ["floods its body", { max_response_bytes: 1 }],
] as const)("a call closes the connection when the server %s", (fault, config) =>
  byEach(wiredCallers, async (call) => {
    const server = await startServer(faults[fault]);
    await call({ custom_base_url: server.url, ...config });
    await expect.poll(server.open, { interval: 5 }).toBe(0);
  }),
);

it("a call fails with connection_failed when nobody listens", () =>
  byEach(wiredCallers, async (call) => {
    expect(await call({ custom_base_url: refusingUrl, max_retries: 0 })).toMatchObject({
      as: "RequestError",
      code: "connection_failed",
      may_have_been_applied: false,
      attempts: [{ code: "connection_failed", waited_ms: 0 }],
    });
  }));
