import type { PlatformFetch } from "../../contract/caller.js";

/** What spoils one thing between the client and the mock, in the calls of one operation. */
export interface WireMutant {
  name: string;
  /** A part of the titles of the checks that have to notice it. Without it, any check may. */
  noticed_by?: string;
  spoil: (fetch: PlatformFetch) => PlatformFetch;
}

export type Sent = { url: URL; init: Omit<RequestInit, "headers"> & { headers: Record<string, string> } };

/** Changes a request on its way out. */
export function request(name: string, change: (sent: Sent) => void, noticed_by = ""): WireMutant {
  return {
    name,
    noticed_by,
    spoil: (fetch) => async (url, init) => {
      const sent = {
        url: new URL(url),
        init: { ...init, headers: Object.fromEntries(new Headers(init.headers)) },
      };
      change(sent);
      return fetch(sent.url.href, sent.init);
    },
  };
}

export type Answered = { status: number; headers: Headers; body: unknown };

/** Changes an answer on its way back. */
export function answer(name: string, change: (answered: Answered) => void, noticed_by = ""): WireMutant {
  return {
    name,
    noticed_by,
    spoil: (fetch) => async (url, init) => {
      const response = await fetch(url, init);
      const text = await response.text();
      const answered: Answered = {
        status: response.status,
        headers: new Headers(response.headers),
        body: text === "" ? undefined : JSON.parse(text),
      };
      answered.headers.delete("Content-Length");
      change(answered);
      const { status, headers, body } = answered;
      return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
    },
  };
}
