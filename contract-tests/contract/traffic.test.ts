// A run writes what passed the wire as a HAR, without credentials and without what only the suite says.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { document } from "./cases.js";
import { toExchange } from "./exchange.js";
import type { Har } from "./har.js";

it("a run writes each exchange once, in a folder that it makes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "traffic-"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "new/run.har");
  vi.stubEnv("CONTRACT_HAR", file);
  vi.resetModules();
  const { default: setup, keepTraffic } = await import("./traffic.js");
  const headers = {
    authorization: `Basic ${btoa("project-test-1:not-a-secret")}`,
    "x-stytch-member-session": "the-session",
    prefer: "code=401",
    accept: "application/json",
  };
  const url = "http://127.0.0.1:1/v1/b2b/organizations/o/members/m?a=b";
  const answer = {
    status: 401,
    headers: { "sl-violations": "[]", "content-type": "application/json" },
    text: "{}",
  };
  const end = setup()!;
  keepTraffic(toExchange(document, { method: "DELETE", url, headers, text: undefined, spoiled: [] }, answer));
  keepTraffic(toExchange(document, { method: "POST", url, headers, text: "é", spoiled: [] }, answer));
  end();
  const { log } = JSON.parse(readFileSync(file, "utf8")) as Har;
  expect(log.entries.map(({ request }) => [request.method, request.bodySize])).toEqual([
    ["DELETE", 0],
    ["POST", 2],
  ]);
  expect(log.entries[0]).toMatchObject({
    request: {
      url,
      queryString: [{ name: "a", value: "b" }],
      headers: [
        { name: "authorization", value: "Basic (hidden)" },
        { name: "x-stytch-member-session", value: "(hidden)" },
        { name: "accept", value: "application/json" },
      ],
    },
    response: { status: 401, headers: [{ name: "content-type" }], content: { text: "{}" } },
  });
  expect(existsSync(`${file}.tmp`)).toBe(false);
});
