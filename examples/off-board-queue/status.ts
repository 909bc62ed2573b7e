// Says how far the queue is, and which members somebody has to look up.
//
//   REDIS_URL=redis://… npx tsx off-board-queue/status.ts
import { parked, queue } from "./queue.ts";

const { completed = 0, failed = 0, ...open } = await queue.getJobCounts();
const left = Object.values(open).reduce((sum, count) => sum + count, 0);
const unknown = await parked.getJobs();
console.log(`${completed - unknown.length} gone, ${unknown.length} parked, ${failed} failed, ${left} left`);
for (const { data } of unknown) console.log(`parked ${data.member_id}: ${data.reason}`);
for (const { data, failedReason } of await queue.getFailed())
  console.log(`failed ${data.member_id}: ${failedReason}`);
await Promise.all([queue.close(), parked.close()]);
