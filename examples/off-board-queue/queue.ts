import { Queue, type ConnectionOptions } from "bullmq";

export interface Member {
  organization_id: string;
  member_id: string;
  /** Set before the request: a job that comes back with it was cut off, and may have deleted the member. */
  sent?: boolean;
}

/** Where a person finds the members that may have been deleted. */
export interface Parked extends Member {
  reason: string;
}

// A worker waits for a Redis that is away, however long.
export const connection: ConnectionOptions = {
  url: process.env["REDIS_URL"] ?? "redis://127.0.0.1:6379",
  maxRetriesPerRequest: null,
};

export const queue_name = "off-board";
export const queue = new Queue<Member>(queue_name, {
  connection,
  // Tried again is what nobody answered and nothing was sent for. A 429 does not count.
  defaultJobOptions: { attempts: 5, backoff: { type: "exponential", delay: 1_000 } },
});
export const parked = new Queue<Parked>("off-board-parked", { connection });

/** One job a member, however often it is added. */
export function nameJob({ organization_id, member_id }: Member): string {
  return [organization_id, member_id].map((id) => encodeURIComponent(id)).join("/");
}
