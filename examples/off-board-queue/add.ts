// Queues the members whose ids come in, one a line. Nothing is deleted until a worker runs: see worker.ts.
//
//   REDIS_URL=redis://… npx tsx off-board-queue/add.ts ORGANIZATION_ID < ids.txt
import { text } from "node:stream/consumers";
import { nameJob, parked, queue } from "./queue.ts";

const [organization_id] = process.argv.slice(2);
if (organization_id === undefined) {
  console.error("Usage: npx tsx off-board-queue/add.ts ORGANIZATION_ID < ids.txt");
  process.exit(2);
}

const lines = (await text(process.stdin)).split("\n").map((line) => line.trim());
const members = lines.filter((line) => line !== "").map((member_id) => ({ organization_id, member_id }));
await queue.addBulk(
  members.map((member) => ({ name: "off-board", data: member, opts: { jobId: nameJob(member) } })),
);
console.log(`${members.length} queued.`);
await Promise.all([queue.close(), parked.close()]);
