import { GCProfiler } from "node:v8";
import type { Calls, Connect } from "./clients/call.js";

/** What the process of a client is asked to measure. */
export interface Job {
  kind: "load" | "stub" | "heap" | "held";
  /** The server; of a stub, unused. */
  url: string;
  body: "small" | "large";
  calls: number;
  at_once: number;
}

// A process of its own, with one client: it answers each job by the figures that it measured.
const { connect } = (await import(process.argv[2]!)) as { connect: Connect };
const connected = new Map<string, Calls>();
process.on("disconnect", () => process.exit());
process.on("message", async (job: Job) => process.send!(await jobs[job.kind](job)));

const jobs: Record<Job["kind"], (job: Job) => Promise<Record<string, number>>> = {
  load: (job) => measureCalls(connectTo(job.url), job),
  stub: async (job) => {
    const { cpu } = await measureCalls(connectTo("https://stub.invalid", stub), job);
    return { cpu: cpu! };
  },
  heap: async (job) => ({ heap: await measureHeap(connectTo(job.url)[job.body], job.calls) }),
  held: async ({ url, body, calls, at_once }) => {
    await run(connectTo(url)[body], calls, at_once);
    return { heap: await measureHeld() };
  },
};

function connectTo(url: string, fetch?: typeof globalThis.fetch): Calls {
  const calls = connected.get(url) ?? connect(url, fetch);
  connected.set(url, calls);
  return calls;
}

/** Microseconds a call of CPU and by the clock, after some calls that nobody counts. */
async function measureCalls(client: Calls, { body, calls, at_once }: Job): Promise<Record<string, number>> {
  const call = client[body];
  const expected = JSON.stringify(await call());
  if (!expected?.includes("request_id")) throw new Error(`Not the server's answer: ${expected}`);
  await run(call, Math.max(calls / 5, at_once), at_once);
  const took = new Float64Array(calls);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run(call, calls, at_once, took);
  const passed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  took.sort();
  const [p50, p99] = [0.5, 0.99].map((part) => took[Math.floor(calls * part)]! * 1000);
  return { cpu: (user + system) / calls, p50: p50!, p99: p99!, per_second: (calls / passed) * 1000 };
}

async function run(call: () => Promise<unknown>, calls: number, at_once: number, took?: Float64Array) {
  let made = 0;
  const lane = async (): Promise<void> => {
    while (made < calls) {
      const index = made++;
      const start = performance.now();
      await call();
      if (took) took[index] = performance.now() - start;
    }
  };
  await Promise.all(Array.from({ length: at_once }, lane));
}

/** Bytes of the heap that a call takes: between two collections, which a large young generation keeps far apart. */
async function measureHeap(call: () => Promise<unknown>, calls: number): Promise<number> {
  await run(call, calls * 5, 1);
  for (let tries = 0; tries < 5; tries += 1) {
    const profiler = new GCProfiler();
    profiler.start();
    const before = process.memoryUsage().heapUsed;
    await run(call, calls, 1);
    const bytes = process.memoryUsage().heapUsed - before;
    if (profiler.stop()!.statistics.length === 0) return bytes / calls;
  }
  throw new Error("Something was collected each time that bytes were counted.");
}

/** Bytes that are held once everything that can be given back was given back. */
async function measureHeld(): Promise<number> {
  // What finalizers release is gone only after the next turn and the next collection.
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    globalThis.gc!();
  }
  return process.memoryUsage().heapUsed;
}

const text = JSON.stringify({
  status_code: 200,
  request_id: "request-id-test-1",
  member_id: "member-test-1",
});
const answer = {
  ok: true,
  status: 200,
  type: "basic",
  redirected: false,
  headers: new Headers({ "Content-Type": "application/json" }),
  // Not null, since there is one, and no stream, so that only the client's own code is measured.
  body: {},
  text: async () => text,
  json: async () => JSON.parse(text) as unknown,
  clone: () => answer,
};
/** Answers at once, without a network. */
const stub = (async () => answer) as unknown as typeof globalThis.fetch;
