// A call works in workerd, on both sides of the dates that changed it.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listen } from "../contract/servers/stub.js";
import { credentials } from "../contract/caller.js";

/** Compatibility dates, each with what the runtime is like from then on. */
const dates: [date: string, like: string, sends: { "cache-control"?: string }][] = [
  ["2024-03-03", "has the importScripts of a browser's worker", {}],
  ["2024-03-04", "has it no more", {}],
  ["2024-11-10", "throws when a request has a `cache`", {}],
  ["2024-11-11", "takes `cache`", { "cache-control": "no-cache" }],
];

const program = `
  import { B2BClient } from "./src/index.ts";
  export default {
    async fetch(request) {
      const { config, ids } = await request.json();
      try {
        return Response.json(await new B2BClient(config).organizations.members.delete(ids));
      } catch (error) {
        return Response.json({ error: error.name, code: error.code, applied: error.may_have_been_applied });
      }
    },
  };`;

const folder = mkdtempSync(join(tmpdir(), "workerd-"));
const ports = new Map<string, number>();
let workerd: ChildProcess | undefined;

beforeAll(async () => {
  await build({
    stdin: { contents: program, resolveDir: "." },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    outfile: join(folder, "worker.mjs"),
  });
  const names = dates.map(([date]) => date);
  const workers = names.map(
    (date) =>
      `( name = "${date}", worker = ( modules = [ ( name = "worker.mjs", esModule = embed "worker.mjs" ) ], compatibilityDate = "${date}", globalOutbound = "net" ) )`,
  );
  const sockets = names.map(
    (date) => `( name = "${date}", address = "127.0.0.1:0", http = (), service = "${date}" )`,
  );
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [ ${workers.join(", ")}, ( name = "net", network = ( allow = ["local", "private"] ) ) ],
       sockets = [ ${sockets.join(", ")} ] );`,
  );
  const { default: binary } = createRequire(import.meta.url)("workerd") as { default: string };
  workerd = spawn(binary, ["serve", "config.capnp", "--control-fd=3"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  for await (const line of createInterface(workerd.stdio[3] as Readable)) {
    const { socket, port } = JSON.parse(line) as { socket: string; port: number };
    ports.set(socket, port);
    if (ports.size === dates.length) break;
  }
});

afterAll(() => {
  workerd?.kill();
  rmSync(folder, { recursive: true });
});

/** What B2BClient answers in workerd of a date. */
async function deleteIn(date: string, custom_base_url: string): Promise<unknown> {
  const ids = { organization_id: "organization-test-1", member_id: "member-test-1" };
  const body = JSON.stringify({ config: { ...credentials, custom_base_url, max_retries: 0 }, ids });
  return (await fetch(`http://127.0.0.1:${ports.get(date)}`, { method: "POST", body })).json();
}

it.for(dates)("deletes a member in workerd of %s, which %s", async ([date, , sends]) => {
  const deleted = { status_code: 200, request_id: "request-id-test-1", member_id: "member-test-1" };
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(deleted));
  });
  const url = await listen(server);
  const answer = await deleteIn(date, url);
  server.close();
  expect(answer).toEqual(deleted);
  expect(seen.map((headers) => headers["cache-control"])).toEqual([sends["cache-control"]]);
});

it("stays on the safe side where workerd says in words alone that a connection failed", async () => {
  expect(await deleteIn("2024-11-11", "http://127.0.0.1:9")).toEqual({
    error: "RequestError",
    code: "connection_lost",
    applied: true,
  });
});
