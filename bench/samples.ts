import { base, bareNode, type Client } from "./clients.js";

/** What was measured of a client, and by how much that is more than its base measured in the same turn. */
interface Sample {
  value: number;
  ratio: number;
}

/** By figure and client. */
export type Samples = Map<string, Map<string, Sample[]>>;

/** Keeps the figures of one turn, in which each client was measured once. */
export function keep(
  samples: Samples,
  title: string,
  turn: ReadonlyMap<Client, Readonly<Record<string, number>>>,
): void {
  for (const [client, figures] of turn)
    for (const [name, value] of Object.entries(figures)) {
      const figure = `${title} ${name}`;
      const [, compared] = [...turn].find(([each]) => each.name === baseOf(figure))!;
      const clients = samples.get(figure) ?? new Map<string, Sample[]>();
      samples.set(figure, clients);
      const sample = { value, ratio: value / compared[name]! };
      clients.set(client.name, [...(clients.get(client.name) ?? []), sample]);
    }
}

/** First quartile, median, third quartile. */
type Quartiles = readonly [number, number, number];

/** Of one client: what was measured, and by how much that is more than its base of the same round. */
interface Figure {
  value: Quartiles;
  ratio: Quartiles;
}

/** By the name of a figure, then by client. */
export type Figures = Record<string, Record<string, Figure>>;

export function summarize(samples: Samples): Figures {
  const summarizeClient = (taken: readonly Sample[]): Figure => ({
    value: toQuartiles(taken.map(({ value }) => value)),
    ratio: toQuartiles(taken.map(({ ratio }) => ratio)),
  });
  const summarizeClients = (clients: ReadonlyMap<string, readonly Sample[]>): Record<string, Figure> =>
    Object.fromEntries([...clients].map(([client, taken]) => [client, summarizeClient(taken)]));
  return Object.fromEntries([...samples].map(([figure, clients]) => [figure, summarizeClients(clients)]));
}

/**
 * What a figure is divided by: native `fetch`; of a cold start, Node itself; and without a network, where a bare `fetch`
 * does nothing at all, openapi-fetch.
 */
export function baseOf(figure: string): string {
  if (figure.startsWith("cold")) return bareNode.name;
  return figure.startsWith("stub") ? "openapi-fetch" : base;
}

function toQuartiles(values: readonly number[]): Quartiles {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number): number => {
    const place = (sorted.length - 1) * part;
    const low = sorted[Math.floor(place)]!;
    const value = low + (sorted[Math.ceil(place)]! - low) * (place % 1);
    return Number(value.toPrecision(4));
  };
  return [at(0.25), at(0.5), at(0.75)];
}
