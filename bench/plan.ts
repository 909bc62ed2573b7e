import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { bareNode, base, clients, type Client } from "./clients.js";
import type { Job } from "./measure.js";
import { work } from "./prepare.js";
import { describeMachine, listVersions, type Results } from "./results.js";
import {
  countConnections,
  measureCold,
  measureLeft,
  measureRounds,
  prepareStart,
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
  const certificate = resolve(work, "certificate.pem");
  writeFileSync(certificate, server.certificate);
  const start = prepareStart(server, certificate);
  const judged = clients.filter(({ name, ours }) => ours || [base, "openapi-fetch"].includes(name));
  const compared = quick ? judged : clients;
  try {
    const job: Job = { kind: "heap", url: server.https, body: "small", calls: 200, at_once: 1 };
    const young = ["--min-semi-space-size=128", "--max-semi-space-size=128"];
    await measureRounds(
      samples,
      [{ title: "memory", job, clients: compared }],
      { what: "heap of a call", least: 2 },
      prepareStart(server, certificate, young),
      progress,
    );
    const cold = quick ? 5 : 15;
    await measureCold(samples, [bareNode, ...compared], cold, start, progress);
    if (!quick) {
      await measureSizes(samples, compared);
      const collecting = prepareStart(server, certificate, ["--expose-gc"]);
      await countConnections(samples, compared, 20, server, collecting, progress);
      await countConnections(samples, judged, 10_000, server, collecting, progress);
      const soaked = clients.filter(({ name, ours }) => ours || name === base);
      await measureLeft(samples, soaked, 100_000, server, collecting, progress);
    }
    // What time is left goes to what is noisiest.
    const seconds = (quick ? 45 : 250) - performance.now() / 1000;
    const windows = listWindows(compared, judged, server, quick);
    const calls = await measureRounds(
      samples,
      windows,
      { what: "calls", seconds, least: 2 },
      start,
      progress,
    );
    const rounds = { calls, heap: 2, "cold start": cold };
    return { machine: describeMachine(), versions: listVersions(), rounds, figures: summarize(samples) };
  } finally {
    server.stop();
  }
}

function listWindows(
  compared: readonly Client[],
  judged: readonly Client[],
  { https, http }: Server,
  quick: boolean,
): Window[] {
  const stubbed = compared.filter(({ takesFetch }) => takesFetch);
  const stub = (calls: number): Job => ({ kind: "stub", url: "", body: "small", calls, at_once: 1 });
  const load = (url: string, body: Job["body"], at_once: number, calls = 300): Job => ({
    kind: "load",
    url,
    body,
    calls,
    at_once,
  });
  const others = compared.filter((client) => !judged.includes(client));
  const all = Object.entries({ https, http }).flatMap(([protocol, url]): Window[] =>
    (["small", "large"] as const).flatMap((body) =>
      [1, 16, 64].map((at_once) => ({
        title: `${protocol} ${body} ${at_once}`,
        job: load(url, body, at_once),
        clients: compared,
      })),
    ),
  );
  return [
    // Before some 4,000 calls, what is measured is the compiler.
    { job: load(https, "small", 16, 4000), clients: judged },
    { job: load(https, "small", 16, 1500), clients: others },
    { job: stub(3000), clients: stubbed },
    ...(quick ? [] : all),
    // What the targets are about, again and again, and in windows that have several collections each.
    ...Array.from({ length: 8 }, () => ({
      title: "https small 1",
      job: load(https, "small", 1, 600),
      clients: judged,
    })),
    ...Array.from({ length: 3 }, () => ({ title: "stub", job: stub(5000), clients: stubbed })),
  ];
}
