import type { PlatformFetch } from "./cases.js";
import { readExchange, type Exchange } from "./exchange.js";
import type { World } from "./world.js";

/** A request as the client handed it to the platform, with header names in lower case. */
export interface SentRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: unknown;
  /** Every other key of the init, `signal` excepted. */
  rest: Record<string, unknown>;
}

export interface Recorder {
  fetch: PlatformFetch;
  /** Every request so far, in order, as the client sent it. */
  requests: SentRequest[];
  /** Every exchange so far, as the server saw it. */
  exchanges: Exchange[];
}

/**
 * A `fetch` that keeps what passes it, and hands it to the world's listener. `alter` stands between the client and the
 * server: it sees each request after it was recorded, and can ask the mock for one answer (`Prefer`) or spoil the
 * request.
 */
export function record(world: World, alter: (headers: Record<string, string>) => void = () => {}): Recorder {
  const recorder: Recorder = {
    requests: [],
    exchanges: [],
    fetch: world.wire(async (url, init) => {
      const { method = "GET", headers, body, signal: _, ...rest } = init;
      const sent = Object.fromEntries(new Headers(headers));
      const given = { ...sent };
      recorder.requests.push({ method, url: new URL(url), headers: given, body, rest });
      alter(sent);
      const spoiled = Object.keys({ ...given, ...sent }).filter(
        (name) => name !== "prefer" && given[name] !== sent[name],
      );
      const request = { method, url, headers: sent, spoiled };
      const response = await fetch(url, { ...init, headers: sent }).catch((error: Error) => {
        // Without a cause, the request was refused before anybody was asked.
        if (error.cause !== undefined) world.listener?.hearSilence(world, request);
        throw error;
      });
      const exchange = await readExchange(world.document, request, response.clone());
      world.listener?.hearExchange(world, exchange, recorder.exchanges.at(-1));
      recorder.exchanges.push(exchange);
      return response;
    }),
  };
  return recorder;
}

/** Asks Prism for the answer with this status and, where there are several, this example. */
export const prefer =
  (code: number, example?: string) =>
  (headers: Record<string, string>): void => {
    headers["prefer"] = example === undefined ? `code=${code}` : `code=${code}, example=${example}`;
  };

/** The segments of each request's path, decoded. */
export function segmentsOf(requests: readonly SentRequest[]): string[][] {
  return requests.map(({ url }) => url.pathname.split("/").map(decodeURIComponent));
}
