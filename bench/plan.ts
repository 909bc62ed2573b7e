import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { bareNode, base, clients, type Client } from "./clients.js";
import type { Job } from "./measure.js";
import { work } from "./prepare.js";
import { describeMachine, listVersions, type Results } from "./results.js";
import {
  countConnections,
  measureCold,
  measureRounds,
  startServer,
  type Server,
  type Window,
} from "./rounds.js";
import { summarize, type Samples } from "./samples.js";
import { measureSizes } from "./sizes.js";

/** Measures everything, or with `quick` what the targets are about, in a minute. */
export async function measure(quick: boolean, progress: (step: string) => void): Promise<Results> {
  const samples: Samples = new Map();
  const server = await startServer();
  const env = { NODE_EXTRA_CA_CERTS: resolve(work, "certificate.pem") };
  writeFileSync(env.NODE_EXTRA_CA_CERTS, server.certificate);
  const judged = clients.filter(({ name, ours }) => ours || [base, "openapi-fetch"].includes(name));
  const compared = quick ? judged : clients;
  const { https, http } = server;
  try {
    const heap: Job = { kind: "heap", url: https, body: "small", calls: 200, at_once: 1 };
    await measureRounds(samples, [{ title: "memory", job: heap, clients: compared }], once(3), progress, {
      env,
      flags: ["--min-semi-space-size=128", "--max-semi-space-size=128"],
    });
    const cold = quick ? 5 : 9;
    await measureCold(samples, [bareNode, ...compared], { rounds: cold, url: https, env }, progress);
    if (!quick) {
      await measureSizes(samples, compared);
      for (const calls of [20, 10_000])
        await countConnections(samples, compared, calls, server, progress, env);
      const soaked = clients.filter(({ name, ours }) => ours || name === base);
      const soak: Job = { kind: "held", url: http, body: "small", calls: 100_000, at_once: 10 };
      await measureRounds(samples, [{ title: "soak", job: soak, clients: soaked }], once(1), progress, {
        flags: ["--expose-gc"],
      });
    }
    // What time is left goes to what is noisiest.
    const seconds = (quick ? 45 : 250) - performance.now() / 1000;
    const windows = listWindows(compared, server, quick);
    const calls = await measureRounds(samples, windows, { seconds, least: 3 }, progress, { env });
    const rounds = { calls, heap: 3, "cold start": cold };
    return { machine: describeMachine(), versions: listVersions(), rounds, figures: summarize(samples) };
  } finally {
    server.stop();
  }
}

function once(least: number): { seconds: number; least: number } {
  return { seconds: 0, least };
}

function listWindows(compared: readonly Client[], { https, http }: Server, quick: boolean): Window[] {
  const stubbed = compared.filter(({ takesFetch }) => takesFetch);
  const stub = (calls: number): Job => ({ kind: "stub", url: "", body: "small", calls, at_once: 1 });
  const load = (url: string, body: Job["body"], at_once: number, calls = 300): Job => ({
    kind: "load",
    url,
    body,
    calls,
    at_once,
  });
  // What the targets are about, at several times of a round.
  const judged = { title: "https small 1", job: load(https, "small", 1), clients: compared };
  const all = Object.entries({ https, http }).map(([protocol, url]): Window[] =>
    (["small", "large"] as const).flatMap((body) =>
      [1, 16, 64].map((at_once) => ({
        title: `${protocol} ${body} ${at_once}`,
        job: load(url, body, at_once),
        clients: compared,
      })),
    ),
  );
  const [overHttps, overHttp] = quick ? [[judged], [judged]] : all;
  return [
    { job: load(https, "small", 16, 1000), clients: compared },
    { job: stub(3000), clients: stubbed },
    ...overHttps!,
    judged,
    ...overHttp!,
    judged,
    { title: "stub", job: stub(10_000), clients: stubbed },
  ];
}
