import { bareNode, clients, type Client } from "./clients.js";
import type { Figures } from "./samples.js";

/** What ours has to reach. */
interface Target {
  title: string;
  figure: string;
  /** Whose target it is: that of ours with the platform's `fetch`, or with `nodeFetch`. */
  whose: "fetch" | "nodeFetch";
  /** `more` is by how much it is more than Node itself. */
  of: "ratio" | "value" | "more";
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
    whose: "fetch",
    of: "ratio",
    most: 1.1,
    below: "openapi-fetch",
    robust: true,
  },
  {
    title: "p50 of a call over HTTPS, to native `fetch`",
    figure: "https small 1 p50",
    whose: "fetch",
    of: "ratio",
    most: 1.1,
    below: "openapi-fetch",
  },
  {
    title: "heap of a call, to native `fetch`",
    figure: "memory heap",
    whose: "fetch",
    of: "ratio",
    most: 1.15,
    robust: true,
  },
  {
    title: "CPU of the client's own code, to bare openapi-fetch",
    figure: "stub cpu",
    whose: "fetch",
    of: "ratio",
    most: 1.5,
    robust: true,
  },
  {
    title: "CPU to import and make it, to bare Node",
    figure: "cold ready_cpu",
    whose: "fetch",
    of: "ratio",
    most: 1.2,
  },
  {
    title: "connections for 10,000 calls, one after another",
    figure: "connections 10000",
    whose: "fetch",
    of: "value",
    most: 4,
  },
  ...(
    [
      ["CPU of a call over HTTPS, to native `fetch`", "https small 1 cpu", "ratio", 0.45],
      ["p50 of a call over HTTPS, to native `fetch`", "https small 1 p50", "ratio", 0.75],
      ["heap of a call, to native `fetch`", "memory heap", "ratio", 0.55],
      ["milliseconds until the first call has ended, more than bare Node", "cold called_ms", "more", 75],
      ["megabytes by then, more than bare Node", "cold called_rss", "more", 17],
      ["connections for 20 calls, one after another", "connections 20", "value", 1],
    ] as const
  ).map(([title, figure, of, most]) => ({ title, figure, of, most, whose: "nodeFetch" as const })),
];

/** Each target with what each of ours has reached; those that were not measured are left out. */
export function judge(figures: Figures) {
  return targets.flatMap((target) => {
    const { figure, of, whose } = target;
    const by = figures[figure];
    const own = clients.filter(
      ({ ours, takesFetch, name }) =>
        ours && (takesFetch === true) === (whose === "fetch") && by?.[name] !== undefined,
    );
    if (by === undefined || own.length === 0) return [];
    const read = ({ name }: Client): number => {
      const { ratio, value } = by[name]!;
      return of === "ratio" ? ratio[1] : of === "value" ? value[1] : value[1] - by[bareNode.name]!.value[1];
    };
    const reached = own.map((client) => ({ client, value: read(client) }));
    const rival = target.below === undefined ? undefined : by[target.below]!.ratio[1];
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
