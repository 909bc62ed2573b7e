import { clients } from "./clients.js";
import type { Figures } from "./samples.js";

/** What ours has to reach. */
interface Target {
  title: string;
  figure: string;
  of: "ratio" | "value";
  most: number;
  /** This client has to be beaten too. */
  below?: string;
  /** Says little of the machine, so that a run of another one may be held against it. */
  robust?: true;
}

const targets: readonly Target[] = [
  {
    title: "CPU of a call over HTTPS, to native `fetch`",
    figure: "https small 1 cpu",
    of: "ratio",
    most: 1.1,
    below: "openapi-fetch",
    robust: true,
  },
  {
    title: "p50 of a call over HTTPS, to native `fetch`",
    figure: "https small 1 p50",
    of: "ratio",
    most: 1.1,
    below: "openapi-fetch",
  },
  {
    title: "heap of a call, to native `fetch`",
    figure: "memory heap",
    of: "ratio",
    most: 1.15,
    robust: true,
  },
  {
    title: "CPU of the client's own code, to bare openapi-fetch",
    figure: "stub cpu",
    of: "ratio",
    most: 1.5,
    robust: true,
  },
  { title: "CPU to import and make it, to bare Node", figure: "cold ready_cpu", of: "ratio", most: 1.2 },
  {
    title: "connections for 10,000 calls, one after another",
    figure: "connections 10000",
    of: "value",
    most: 4,
  },
];

/** Each target with what each of ours has reached; those that were not measured are left out. */
export function judge(figures: Figures) {
  return targets.flatMap((target) => {
    const by = figures[target.figure];
    if (by === undefined) return [];
    const reached = clients
      .filter(({ ours }) => ours)
      .map((client) => ({ client, value: by[client.name]![target.of][1] }));
    const rival = target.below === undefined ? undefined : by[target.below]![target.of][1];
    const isMet = reached.every(({ value }) => value <= target.most && value < (rival ?? Infinity));
    return [{ ...target, reached, rival, isMet }];
  });
}

/** What is more than a quarter worse than it was, of what the noise of a machine hardly moves. */
export function findWorse(now: Figures, before: Figures): string[] {
  const earlier = judge(before);
  return judge(now)
    .filter(({ robust }) => robust)
    .flatMap(({ title, figure, reached }) =>
      reached.flatMap(({ client, value }) => {
        const was = earlier
          .find((each) => each.figure === figure)
          ?.reached.find((each) => each.client.name === client.name)?.value;
        if (was === undefined) return [`${title}, ${client.title}: bench/results.json has none.`];
        const line = `${title}, ${client.title}: ${value.toFixed(2)}, was ${was.toFixed(2)}.`;
        return value > was * 1.25 ? [line] : [];
      }),
    );
}
