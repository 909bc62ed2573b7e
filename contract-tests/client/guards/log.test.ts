// A log has its facts, and neither ids nor credentials.
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { B2BClient, type ClientConfig, type Logger } from "../../../src/index.js";
import { Secrets } from "../../../src/secrets.js";
import { credentials } from "../../contract/caller.js";
import { failure } from "./capture.js";
import { expectNoSecrets, session } from "./secret-scanner.js";

const ids = { organization_id: "organization-0f3a", member_id: "member-9c1d" };
const route = "DELETE /v1/b2b/organizations/{organization_id}/members/{member_id}";

const levels = ["debug", "info", "warn", "error"] as const;

function collect(): { logger: Logger; lines: [level: string, line: unknown, ...rest: unknown[]][] } {
  const lines: [level: string, line: unknown, ...rest: unknown[]][] = [];
  const entries = levels.map((level) => [level, (...args: [unknown]) => lines.push([level, ...args])]);
  return { logger: Object.fromEntries(entries), lines };
}

function json(status: number, body: object, headers = {}): () => Promise<Response> {
  return async () => Response.json({ status_code: status, ...body }, { status, headers });
}

async function run(config: ClientConfig): Promise<unknown> {
  const client = new B2BClient({ ...credentials, max_retries: 0, ...config });
  return client.organizations.members
    .delete(ids, { authorization: session })
    .catch((error: unknown) => error);
}

const scenarios: [name: string, fetch: () => Promise<Response>, level: string, facts: string][] = [
  [
    "a 200",
    json(200, { request_id: "request-id-1" }),
    "info",
    "attempt=1 status_code=200 request_id=request-id-1",
  ],
  [
    "a 200 without a request_id",
    json(200, {}),
    "warn",
    "attempt=1 status_code=200 code=invalid_response may_have_been_applied=true",
  ],
  [
    "a 200 with a request_id that is no word",
    json(200, { request_id: "no member-9c1d" }),
    "info",
    "attempt=1 status_code=200",
  ],
  [
    "a 404",
    json(404, {
      error_type: "member_not_found",
      request_id: "request-id-2",
      error_message: "no member-9c1d",
    }),
    "warn",
    "attempt=1 status_code=404 error_type=member_not_found request_id=request-id-2 may_have_been_applied=false",
  ],
  [
    "a 500",
    json(500, { error_type: "internal_server_error" }),
    "warn",
    "attempt=1 status_code=500 error_type=internal_server_error may_have_been_applied=true",
  ],
  [
    "an error_type that would forge a line",
    json(400, { error_type: "x\nstytch-b2b-members DELETE /", request_id: "a b" }),
    "warn",
    "attempt=1 status_code=400 may_have_been_applied=false",
  ],
  [
    "a redirect",
    async () => new Response(null, { status: 307, headers: { location: "https://evil.test/member-9c1d" } }),
    "warn",
    "attempt=1 status_code=307 code=unexpected_redirect may_have_been_applied=true",
  ],
  [
    "a 200 of HTML",
    async () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "warn",
    "attempt=1 status_code=200 code=invalid_response may_have_been_applied=true",
  ],
  [
    "a lost connection",
    () => Promise.reject(new TypeError("fetch failed: member-9c1d")),
    "warn",
    "attempt=1 code=connection_lost may_have_been_applied=true",
  ],
];

describe("logger", () => {
  it.for(scenarios)("gets one line of allowed facts for %s", async ([, fetch, level, facts]) => {
    const { logger, lines } = collect();
    await run({ fetch, logger, log_level: "debug" });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toHaveLength(2);
    const [actual, line] = lines[0] as [string, string];
    expect(actual).toBe(level);
    expect(line.replace(/ duration_ms=\d+/, "")).toBe(`stytch-b2b-members ${route} ${facts}`);
    expect(line).toMatch(/ duration_ms=\d+( |$)/);
    expect(line).not.toMatch(/organization-0f3a|member-9c1d/);
    expectNoSecrets(lines);
  });

  it("gets a line for every attempt", async () => {
    const { logger, lines } = collect();
    const answers = [
      json(429, {}, { "retry-after": "0" }),
      json(429, {}, { "retry-after": "0" }),
      json(200, { request_id: "r" }),
    ];
    await run({ fetch: () => answers.shift()!(), logger, max_retries: 2 });
    const facts = lines.map(([level, line]) => [
      level,
      /attempt=\d+ status_code=\d+/.exec(line as string)?.[0],
    ]);
    expect(facts).toEqual([
      ["warn", "attempt=1 status_code=429"],
      ["warn", "attempt=2 status_code=429"],
      ["info", "attempt=3 status_code=200"],
    ]);
  });

  it("gets nothing for a call that is refused before it is sent", async () => {
    const { logger, lines } = collect();
    const client = new B2BClient({ ...credentials, logger, log_level: "debug", fetch: json(200, {}) });
    await failure(() => client.organizations.members.delete({ ...ids, member_id: ".." }));
    await failure(() => client.organizations.members.delete(ids, { signal: AbortSignal.abort() }));
    expect(lines).toEqual([]);
  });

  it.for([
    [undefined, ["info", "warn"]],
    ["debug", ["info", "warn"]],
    ["info", ["info", "warn"]],
    ["warn", ["warn"]],
    ["error", []],
    ["off", []],
  ] as const)("with log_level %s gets %j", async ([log_level, expected]) => {
    const { logger, lines } = collect();
    for (const status of [200, 404])
      await run({ fetch: json(status, { request_id: "r" }), logger, ...(log_level && { log_level }) });
    expect(lines.map(([level]) => level)).toEqual(expected);
  });

  it("is called as a method", async () => {
    class Console {
      readonly lines: string[] = [];
      debug = this.write;
      info(line: string): void {
        this.write(line);
      }
      warn = this.write;
      error = this.write;
      private write(line: string): void {
        this.lines.push(line);
      }
    }
    const logger = new Console();
    await run({ fetch: json(200, {}), logger });
    expect(logger.lines).toHaveLength(1);
  });

  function fail(): never {
    throw new Error("disk full");
  }

  const broken: [name: string, write: (line: string) => unknown][] = [
    ["throws", fail],
    ["rejects", () => Promise.reject(new Error("disk full"))],
    ["never ends", () => new Promise(() => {})],
  ];

  it.for(broken)("that %s changes nothing", async ([, write]) => {
    const unhandled: unknown[] = [];
    const keep = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", keep);
    const logger = { debug: write, info: write, warn: write, error: write };
    expect(await run({ fetch: json(200, { request_id: "r" }), logger })).toEqual({
      status_code: 200,
      request_id: "r",
    });
    expect(await run({ fetch: json(404, {}), logger })).toMatchObject({
      name: "StytchError",
      status_code: 404,
    });
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", keep);
    expect(unhandled).toEqual([]);
  });

  it("is off by default", async () => {
    const written: unknown[] = [];
    const originals = levels.map((level) => [level, console[level]] as const);
    for (const level of levels) console[level] = (...args: unknown[]) => written.push(args);
    await run({ fetch: json(500, {}) });
    for (const [level, original] of originals) console[level] = original;
    expect(written).toEqual([]);
  });
});

it("Without a logger no line is made", async () => {
  const redact = vi.spyOn(Secrets.prototype, "redact");
  onTestFinished(() => redact.mockRestore());
  const fetch = json(200, { request_id: "request-id-1" });
  await run({ fetch });
  expect(redact).not.toHaveBeenCalled();
  await run({ fetch, logger: collect().logger });
  expect(redact).toHaveBeenCalledWith("request-id-1");
});
