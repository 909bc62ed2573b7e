import { observe, observeSilence } from "../strength/coverage/observe.js";
import { findOperation, listOperationCases } from "./cases.js";
import type { World } from "./world.js";

/** The platform's `fetch`, as the client calls it. */
export type PlatformFetch = (url: string, init: RequestInit) => Promise<Response>;

/** A request as the client handed it to the platform, with header names in lower case. */
export interface SentRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: unknown;
  /** Every other key of the init, `signal` excepted. */
  rest: Record<string, unknown>;
}

/** What passed the wire: a request as the server got it, and its answer. */
export interface Exchange {
  /** The operation whose path and method the request has. */
  operationId: string | undefined;
  method: string;
  url: string;
  /** What stands in the places of the path template, decoded. */
  ids: Record<string, string>;
  headers: Record<string, string>;
  /** The headers that the suite changed behind the client's back. */
  spoiled: string[];
  status: number;
  response_headers: Record<string, string>;
  /** The JSON of the answer; undefined when it is none. */
  body: unknown;
}

/** A call that the client refused before anything passed the wire. */
export interface RefusedCall {
  operationId: string;
  params: Record<string, unknown>;
  /** The parameter that the ClientError names, if any. */
  parameter: string | undefined;
}

export interface Recorder {
  fetch: PlatformFetch;
  /** Every request so far, in order, as the client sent it. */
  requests: SentRequest[];
  /** Every exchange so far, as the server saw it. */
  exchanges: Exchange[];
}

/**
 * A `fetch` that keeps what passes it. `alter` stands between the client and the server: it sees each request after
 * it was recorded, and can ask the mock for one answer (`Prefer`) or spoil the request.
 */
export function record(world: World, alter: (headers: Record<string, string>) => void = () => {}): Recorder {
  let previous: Exchange | undefined;
  const recorder: Recorder = {
    requests: [],
    exchanges: [],
    fetch: world.fault(async (url, init) => {
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
        if (error.cause !== undefined) observeSilence(world, request);
        throw error;
      });
      const exchange = await readExchange(world, request, response.clone());
      recorder.exchanges.push(exchange);
      observe(world, exchange, previous);
      previous = exchange;
      return response;
    }),
  };
  return recorder;
}

async function readExchange(
  world: World,
  request: Pick<Exchange, "method" | "url" | "headers" | "spoiled">,
  response: Response,
): Promise<Exchange> {
  const { method, url } = request;
  const { pathname } = new URL(url);
  const segments = pathname.split("/");
  const operation = findOperation(listOperationCases(world.document), method, pathname);
  const names = operation?.path.split("/").map((segment) => /^\{(\w+)\}$/.exec(segment)?.[1]) ?? [];
  const ids = names.flatMap((name, index) =>
    name === undefined ? [] : [[name, decodeURIComponent(segments[index]!)]],
  );
  return {
    ...request,
    operationId: operation?.operationId,
    ids: Object.fromEntries(ids),
    status: response.status,
    response_headers: Object.fromEntries(response.headers),
    body: await response.json().catch(() => undefined),
  };
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

/** What Prism objects to in a request or in its own answer. */
export function violations(
  exchange: Exchange | undefined,
): { location: string[]; code: string | number; message: string }[] {
  return JSON.parse(exchange?.response_headers["sl-violations"] ?? "[]");
}
