import { base, bareNode, type Client } from "./clients.js";

/** A figure's values by client, one of each round. */
export type Samples = Map<string, Map<string, number[]>>;

export function keep(samples: Samples, figure: string, client: Client, value: number): void {
  if (!samples.has(figure)) samples.set(figure, new Map());
  const values = samples.get(figure)!;
  values.set(client.name, [...(values.get(client.name) ?? []), value]);
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
  const figures: Figures = {};
  for (const [name, values] of samples) {
    const bases = values.get(baseOf(name))!;
    figures[name] = {};
    for (const [client, measured] of values)
      figures[name][client] = {
        value: toQuartiles(measured),
        ratio: toQuartiles(measured.map((value, round) => value / bases[round]!)),
      };
  }
  return figures;
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
