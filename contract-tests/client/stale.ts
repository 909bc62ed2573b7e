import * as official from "stytch";
import { showProgress } from "../../scripts/command/progress.js";
import { readFlags } from "../../scripts/command/read-flags.js";
import { B2BClient, type RequestError } from "../../src/index.js";
import { nodeFetch } from "../../src/node-fetch.js";
import { startDistantServer } from "./faults/distant-server.js";

const { calls: asked = "60" } = readFlags(
  `Usage: npm run test:stale [-- --calls N]

Calls a server 25 ms away once a second, which closes a connection that was unused for a second and does not say so. The
platform's fetch, the official SDK and nodeFetch take turns. Exit code 1 when a call over nodeFetch failed.

  --calls N   so many calls of each; 60 by default
  --help      show this text`,
  [],
  ["calls"],
);
const calls = Number(asked);
if (!Number.isInteger(calls) || calls < 1) {
  console.error("--calls takes a whole number, 1 or more.");
  process.exit(2);
}

const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
const body = JSON.stringify({ status_code: 200, request_id: "request-id-test-1", ...ids });
const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const credentials = { project_id: "project-test-1", secret: "not-a-secret" };

// The official SDK refuses a URL of plain http, and the server speaks no TLS.
const platformFetch = globalThis.fetch;
globalThis.fetch = (url, init) => platformFetch((url as string).replace(/^https:/, "http:"), init);

/** How to call, by what it is called with. */
const ways: Record<string, (custom_base_url: string) => () => Promise<unknown>> = {
  "the platform's fetch": (custom_base_url) => {
    const { members } = new B2BClient({ ...credentials, custom_base_url }).organizations;
    return () => members.delete(ids);
  },
  "the official SDK": (url) => {
    const custom_base_url = `${url.replace("http:", "https:")}/`;
    const { members } = new official.B2BClient({ ...credentials, custom_base_url }).organizations;
    return () => members.delete(ids);
  },
  nodeFetch: (custom_base_url) => {
    const client = new B2BClient({ ...credentials, custom_base_url, fetch: nodeFetch() });
    return () => client.organizations.members.delete(ids);
  },
};

const second = 1_000;
const show = showProgress();
const rows = Object.entries(ways).map(async ([way, prepare]) => {
  const server = await startDistantServer(answer, { away: 25, idle: second });
  const call = prepare(server.url);
  const failed: Record<string, number> = {};
  const began = performance.now();
  for (let made = 0; made < calls; made += 1) {
    await new Promise((resolve) => setTimeout(resolve, began + made * second - performance.now()));
    await call().catch((error: Partial<RequestError>) => {
      const code = error.code ?? error.name!;
      failed[code] = (failed[code] ?? 0) + 1;
    });
    if (way === "nodeFetch") show(`${made + 1} of ${calls} calls of each`);
  }
  server.close();
  return [way, { calls, connections: server.connections(), ...failed }] as const;
});
const table = Object.fromEntries(await Promise.all(rows));
console.table(table);
process.exitCode = Object.keys(table["nodeFetch"]!).length > 2 ? 1 : 0;
