import type { Fetch } from "../src/index.js";

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
  fetch: Fetch;
  /** Every request so far, in order. */
  requests: SentRequest[];
  /** The answers that came, with their bodies unread. */
  responses: Response[];
}

/**
 * A `fetch` that keeps what passes it. `alter` stands between the client and the server: it sees each request after
 * it was recorded, and can ask the mock for one answer (`Prefer`) or spoil the request.
 */
export function record(alter: (headers: Record<string, string>) => void = () => {}): Recorder {
  const recorder: Recorder = {
    requests: [],
    responses: [],
    fetch: async (url, init) => {
      const { method = "GET", headers, body, signal: _, ...rest } = init;
      const sent = Object.fromEntries(new Headers(headers));
      recorder.requests.push({ method, url: new URL(url), headers: { ...sent }, body, rest });
      alter(sent);
      const response = await fetch(url, { ...init, headers: sent });
      recorder.responses.push(response.clone());
      return response;
    },
  };
  return recorder;
}

/** Asks Prism for the answer with this status and, where there are several, this example. */
export const prefer =
  (code: number, example?: string) =>
  (headers: Record<string, string>): void => {
    headers["prefer"] = example === undefined ? `code=${code}` : `code=${code}, example=${example}`;
  };

/** What Prism objects to in a request or in its own answer. */
export function violations(
  response: Response | undefined,
): { location: string[]; code: string | number; message: string }[] {
  return JSON.parse(response?.headers.get("sl-violations") ?? "[]");
}
