import type { PlatformFetch } from "./caller.js";
import { readExchange, type Exchange } from "./exchange.js";
import type { LiveWorld } from "./world.js";

/** A request as the client handed it to the platform, with header names in lower case. */
export interface SentRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | undefined;
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

/** A request on its way from the client to the server, as something may change it. */
export interface Spoilable {
  url: string;
  /** With names in lower case. */
  headers: Record<string, string>;
  text: string | undefined;
}

/**
 * A `fetch` that keeps what passes it, and hands it to the world's listener. `alter` stands between the client and the
 * server: it sees each request after it was recorded, and can ask the mock for one answer (`Prefer`) or spoil the
 * request.
 */
export function record(world: LiveWorld, alter: (request: Spoilable) => void = () => {}): Recorder {
  const recorder: Recorder = {
    requests: [],
    exchanges: [],
    fetch: world.wire(async (url, init) => {
      const { method = "GET", headers, body, signal: _, ...rest } = init;
      const given = { url, headers: Object.fromEntries(new Headers(headers)), text: textOf(body) };
      const sent: Spoilable = { ...given, headers: { ...given.headers } };
      recorder.requests.push({ method, url: new URL(url), headers: given.headers, body: given.text, rest });
      alter(sent);
      const request = { method, ...sent, spoiled: listSpoiled(given, sent) };
      const carry: PlatformFetch = world.fetch ?? fetch;
      const response = await carry(sent.url, {
        ...init,
        headers: sent.headers,
        ...(sent.text === given.text ? {} : { body: sent.text ?? null }),
      }).catch((error: Error) => {
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

/** A body as text: what the client sends for JSON. Anything else stands for itself, so that nobody takes it for that. */
const textOf = (body: RequestInit["body"]): string | undefined =>
  body === undefined || body === null
    ? undefined
    : typeof body === "string"
      ? body
      : `[${body.constructor.name}]`;

function listSpoiled(given: Spoilable, sent: Spoilable): string[] {
  const names = Object.keys({ ...given.headers, ...sent.headers });
  return [
    ...names.filter((name) => name !== "prefer" && given.headers[name] !== sent.headers[name]),
    ...(given.url === sent.url ? [] : ["?"]),
    ...(given.text === sent.text ? [] : ["body"]),
  ];
}

/** Asks Prism for the answer with this status and, where there are several, this example. */
export const prefer =
  (code: number, example?: string) =>
  ({ headers }: Pick<Spoilable, "headers">): void => {
    headers["prefer"] = example === undefined ? `code=${code}` : `code=${code}, example=${example}`;
  };

/** The segments of each request's path, decoded. */
export function segmentsOf(requests: readonly SentRequest[]): string[][] {
  return requests.map(({ url }) => url.pathname.split("/").map(decodeURIComponent));
}
