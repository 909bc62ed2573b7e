import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readFlags } from "../../scripts/command/read-flags.js";
import { B2BClient } from "../../src/index.js";
import { listen } from "../contract/servers/stub.js";

readFlags(
  `Usage: npm run test:soak

Makes 100,000 calls against a server on this machine, one in ten of them refused, and compares heap, sockets, timers
and listeners with what they were. Exit code 1 when any of them grew.`,
  [],
);

const calls = 100_000;
const at_once = 10;
/** The platform's own `fetch` keeps some 10 bytes a call; the smallest thing that a client could leak is ten times that. */
const heap_slack = 20 * calls;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const body = JSON.stringify({
  status_code: 200,
  request_id: "request-id-test-1",
  member_id: "member-test-1",
});
const refusal = JSON.stringify({
  status_code: 404,
  error_type: "member_not_found",
  error_message: "",
  error_url: "",
});
let served = 0;
const server = createServer((_, response) => {
  const refused = (served += 1) % 10 === 0;
  response
    .writeHead(refused ? 404 : 200, { "Content-Type": "application/json" })
    .end(refused ? refusal : body);
});

const { signal } = new AbortController();
const client = new B2BClient({
  project_id: "project-test-1",
  secret: "not-a-secret",
  custom_base_url: await listen(server),
});

async function run(count: number): Promise<void> {
  const params = { organization_id: "organization-test-1", member_id: "member-test-1" };
  const lane = async (): Promise<void> => {
    for (let left = count / at_once; left > 0; left -= 1) {
      await client.organizations.members
        .delete(params, { signal })
        .catch((error: { status_code?: number }) => {
          if (error.status_code !== 404) throw error;
        });
    }
  };
  await Promise.all(Array.from({ length: at_once }, lane));
}

/** What is held once everything that can be given back was given back. */
async function measure(): Promise<Record<string, number>> {
  // What finalizers release is gone only after the next turn and the next collection.
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    collect();
  }
  const resources = process.getActiveResourcesInfo();
  const count = (type: string): number => resources.filter((each) => each === type).length;
  return {
    heap_bytes: process.memoryUsage().heapUsed,
    sockets: count("TCPSocketWrap"),
    timers: count("Timeout"),
    listeners: getEventListeners(signal, "abort").length,
  };
}

await run(calls / 10);
const before = await measure();
for (let done = 0; done < calls; done += calls / 10) {
  await run(calls / 10);
  console.log(`${done + calls / 10} calls`);
}
const after = await measure();
/** Both ends of a connection for each call at a time: the platform keeps them open for the next call. */
const most: Record<string, number> = {
  heap_bytes: before["heap_bytes"]! + heap_slack,
  sockets: 2 * at_once,
  timers: before["timers"]!,
  listeners: before["listeners"]!,
};
const grown = Object.keys(after).filter((key) => after[key]! > most[key]!);
console.table({ before, after, most });
console.log(grown.length === 0 ? "Nothing grew." : `Grew: ${grown.join(", ")}.`);
process.exitCode = grown.length === 0 ? 0 : 1;
server.closeAllConnections();
server.close();
