import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import type { Client } from "./clients.js";
import type { Job } from "./measure.js";
import { fileOf, work } from "./prepare.js";
import { keep, type Samples } from "./samples.js";

/** One thing to measure of each client in turn. What is measured without a title only warms up. */
export interface Window {
  title?: string;
  job: Job;
  clients: readonly Client[];
}

export interface Server {
  http: string;
  https: string;
  certificate: string;
  bytes: { small: number; large: number };
  /** Connections that were opened since it was last asked, and that are open. */
  count: () => Promise<{ opened: number; open: number }>;
  stop: () => void;
}

/** A process of its own that answers messages. It ends with this one. */
function startProcess(script: string, args: readonly string[], execArgv: readonly string[], env = {}) {
  const child = fork(script, args, {
    execArgv: [...execArgv],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said += text));
  const answer = async (): Promise<unknown> => {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(600_000)]);
    const ended = once(child, "exit", { signal }).then(() => {
      throw new Error(`${script} ${args.join(" ")} ended without an answer.\n${said}`);
    });
    try {
      return (await Promise.race([once(child, "message", { signal }), ended]))[0];
    } finally {
      ended.catch(() => {});
      over.abort();
    }
  };
  const ask = (message: Job | "count"): Promise<unknown> => {
    child.send(message);
    return answer();
  };
  return { answer, ask, stop: () => child.connected && child.disconnect() };
}

export async function startServer(): Promise<Server> {
  const { answer, ask, stop } = startProcess("bench/server.ts", [], ["--import", "tsx"]);
  const said = (await answer()) as Omit<Server, "count" | "stop">;
  return { ...said, count: async () => (await ask("count")) as Awaited<ReturnType<Server["count"]>>, stop };
}

type Measured = Record<string, number>;
type Progress = (step: string) => void;

/** Starts a process that measures one client. */
type Start = (script: "measure" | "cold", client: Client) => ReturnType<typeof startProcess>;

/** Starts processes that trust the server and call it. */
export function prepareStart({ https }: Server, certificate: string, flags: readonly string[] = []): Start {
  const env = { NODE_EXTRA_CA_CERTS: certificate };
  return (script, { name }) => startProcess(resolve(work, `${script}.js`), [fileOf(name), https], flags, env);
}

/**
 * Rounds until the time is over, and at least so many. In each, every client has a new process, and all of them take
 * turns at one window after another: so what is compared was measured within seconds. Returns how many rounds there were.
 */
export async function measureRounds(
  samples: Samples,
  windows: readonly Window[],
  { what, seconds = 0, least }: { what: string; seconds?: number; least: number },
  start: Start,
  progress: Progress,
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const all = [...new Set(windows.flatMap(({ clients }) => clients))];
  let round = 0;
  for (; round < least || performance.now() < end; round += 1) {
    progress(`${what}, round ${round + 1}`);
    const children = new Map(all.map((client) => [client, start("measure", client)]));
    try {
      for (const [index, { title, job, clients }] of windows.entries()) {
        const turn = new Map<Client, Measured>();
        for (const client of rotate(clients, round + index))
          turn.set(client, (await children.get(client)!.ask(job)) as Measured);
        if (title !== undefined) keep(samples, title, turn);
      }
    } finally {
      for (const child of children.values()) child.stop();
    }
  }
  return round;
}

/** Starts each client anew: what importing, making and calling it once takes. */
export async function measureCold(
  samples: Samples,
  clients: readonly Client[],
  rounds: number,
  start: Start,
  progress: Progress,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    progress(`cold start, round ${round + 1} of ${rounds}`);
    const turn = new Map<Client, Measured>();
    for (const client of rotate(clients, round))
      turn.set(client, (await start("cold", client).answer()) as Measured);
    keep(samples, "cold", turn);
  }
}

/** How many connections so many calls open, one after another, in a process that made none before. */
export async function countConnections(
  samples: Samples,
  clients: readonly Client[],
  calls: number,
  server: Server,
  start: Start,
  progress: Progress,
): Promise<void> {
  const turn = new Map<Client, Measured>();
  for (const client of clients) {
    progress(`connections of ${calls} calls: ${client.name}`);
    await server.count();
    const child = start("measure", client);
    await child.ask({ kind: "held", url: server.https, body: "small", calls, at_once: 1 });
    turn.set(client, { [calls]: (await server.count()).opened });
    child.stop();
  }
  keep(samples, "connections", turn);
}

/** What many calls leave behind: bytes of the heap, and connections that the server still has. */
export async function measureLeft(
  samples: Samples,
  clients: readonly Client[],
  calls: number,
  server: Server,
  start: Start,
  progress: Progress,
): Promise<void> {
  const turn = new Map<Client, Measured>();
  const job = { kind: "held", url: server.http, body: "small", at_once: 10 } as const;
  for (const client of clients) {
    progress(`${calls} calls: ${client.name}`);
    const child = start("measure", client);
    const measureOnce = async (count: number): Promise<{ heap: number; open: number }> => {
      const { heap } = (await child.ask({ ...job, calls: count })) as { heap: number };
      return { heap, open: (await server.count()).open };
    };
    // What is compiled and opened in the beginning is not left behind by calls.
    const before = await measureOnce(calls / 10);
    const after = await measureOnce(calls);
    child.stop();
    turn.set(client, {
      heap_before: before.heap,
      heap_after: after.heap,
      open_before: before.open,
      open_after: after.open,
    });
  }
  keep(samples, "left", turn);
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
