// Deletes the queued members. Start as many as you like, on as many machines: together they keep to one rate.
//
//   REDIS_URL=redis://… STYTCH_PROJECT_ID=… STYTCH_SECRET=… npx tsx off-board-queue/worker.ts
//
// Redis has to keep what it was told (`appendonly yes`, `appendfsync always`, `maxmemory-policy noeviction`): it is all
// that is known of what was sent. A member that may have been deleted goes to a queue of its own, for a person.
import { RateLimitError, UnrecoverableError, Worker, type Job } from "bullmq";
import { B2BClient, ClientError, RequestError, StytchError } from "stytch-b2b-members";
import { connection, parked, queue, queue_name, type Member } from "./queue.ts";

const per_second = Number(process.env["PER_SECOND"] ?? 20);
const client = new B2BClient({ custom_base_url: process.env["STYTCH_BASE_URL"], max_retries: 0 });

const worker = new Worker<Member, string>(queue_name, offBoard, {
  connection,
  concurrency: 10,
  // All workers share it. One each 50 ms, because twenty at the second's end and twenty at the next one's begin are forty.
  limiter: { max: 1, duration: Math.ceil(1_000 / per_second) },
  // So soon another worker sees that one is gone.
  lockDuration: 10_000,
  stalledInterval: 10_000,
});
worker.on("completed", ({ data }, outcome) => console.log(`${data.member_id} ${outcome}`));
worker.on("failed", (job, { message }) => console.error(`${job?.data.member_id} failed: ${message}`));
worker.on("error", (error) => console.error(error.message));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    // Waits for what is on its way.
    await worker.close();
    await Promise.all([queue.close(), parked.close()]);
  });

async function offBoard(job: Job<Member, string>): Promise<string> {
  const { sent, ...ids } = job.data;
  if (sent === true) return park(job, "A worker ended while the request was on its way.");
  await job.updateData({ ...ids, sent: true });
  try {
    await client.organizations.members.delete(ids);
    return "deleted";
  } catch (error) {
    if (!(error instanceof ClientError || error instanceof StytchError || error instanceof RequestError))
      throw error;
    if (error.may_have_been_applied) return park(job, error.message);
    await job.updateData(ids);
    if (error instanceof RequestError) throw error;
    if (error instanceof StytchError && error.error_type === "member_not_found") return "not found";
    if (error instanceof StytchError && error.status_code === 429) {
      await queue.rateLimit(error.retry_after_ms ?? 2_000);
      throw new RateLimitError();
    }
    throw new UnrecoverableError(error.message);
  }
}

async function park(job: Job<Member, string>, reason: string): Promise<string> {
  const { organization_id, member_id } = job.data;
  await parked.add("parked", { organization_id, member_id, reason }, { jobId: job.id! });
  return "may have been deleted";
}
