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
  /** How many connections were opened since it was last asked. */
  countOpened: () => Promise<number>;
  stop: () => void;
}

/** A process of its own that answers messages. It ends with this one. */
function start(script: string, args: readonly string[], execArgv: readonly string[], env = {}) {
  const child = fork(script, args, {
    execArgv: [...execArgv],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said += text));
  const answer = async (): Promise<unknown> => {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(120_000)]);
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
  const { answer, ask, stop } = start("bench/server.ts", [], ["--import", "tsx"]);
  const said = (await answer()) as Omit<Server, "countOpened" | "stop">;
  return { ...said, countOpened: async () => (await ask("count")) as number, stop };
}

/**
 * Rounds until the time is over, and at least so many. In each, every client has a new process, and all of them take
 * turns at one window after another: so what is compared was measured within seconds. Returns how many rounds there were.
 */
export async function measureRounds(
  samples: Samples,
  windows: readonly Window[],
  { seconds, least }: { seconds: number; least: number },
  progress: (step: string) => void,
  { flags = [], env = {} }: { flags?: readonly string[]; env?: object } = {},
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const all = [...new Set(windows.flatMap(({ clients }) => clients))];
  let round = 0;
  for (; round < least || performance.now() < end; round += 1) {
    progress(`round ${round + 1}: ${windows.length} windows`);
    const script = resolve(work, "measure.js");
    const children = new Map(all.map((client) => [client, start(script, [fileOf(client.name)], flags, env)]));
    try {
      for (const [index, { title, job, clients }] of windows.entries())
        for (const client of rotate(clients, round + index)) {
          const measured = (await children.get(client)!.ask(job)) as Record<string, number>;
          if (title === undefined) continue;
          for (const [name, value] of Object.entries(measured))
            keep(samples, `${title} ${name}`, client, value);
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
  { rounds, url, env }: { rounds: number; url: string; env: object },
  progress: (step: string) => void,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    progress(`cold start, round ${round + 1} of ${rounds}`);
    for (const client of rotate(clients, round)) {
      const child = start(resolve(work, "cold.js"), [fileOf(client.name), url], [], env);
      const measured = (await child.answer()) as Record<string, number>;
      for (const [name, value] of Object.entries(measured)) keep(samples, `cold ${name}`, client, value);
    }
  }
}

/** How many connections so many calls opened, one after another, in a process that made none before. */
export async function countConnections(
  samples: Samples,
  clients: readonly Client[],
  calls: number,
  server: Server,
  progress: (step: string) => void,
  env: object,
): Promise<void> {
  for (const client of clients) {
    progress(`connections of ${calls} calls: ${client.name}`);
    await server.countOpened();
    const child = start(resolve(work, "measure.js"), [fileOf(client.name)], [], env);
    // A call to check the answer and a fifth to warm up belong to the count.
    const counted = { calls: Math.floor((calls - 1) / 1.2), at_once: 1, url: server.https };
    await child.ask({ kind: "load", body: "small", ...counted });
    keep(samples, `connections ${calls}`, client, await server.countOpened());
    child.stop();
  }
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
