import { createServer } from "node:http";
import { onTestFinished, vi } from "vitest";
import { listen } from "../../contract/servers/stub.js";

export interface Answer {
  /** Default: 200. */
  status?: number;
  /** Default: the Content-Type of JSON. */
  headers?: Record<string, string>;
  /** Text, or what becomes JSON. Default: a body with the status. */
  body?: unknown;
  /** Milliseconds to wait before it is sent. Default: none. */
  delay?: number;
}

export interface Loopback {
  /** Every request that arrived, as lines: method and URL, each header as it is spelled, the body where there is one. */
  requests: string[][];
}

const platformFetch = globalThis.fetch;

/**
 * Brings every request of this process to a server on loopback, whatever host it is for, until the test is over. The
 * server answers one request after another with `answers`, and from then on with the last; for null it hangs up.
 */
export async function openLoopback(...answers: (Answer | null)[]): Promise<Loopback> {
  const requests: string[][] = [];
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join("");
    const headers = request.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    requests.push([`${request.method} ${request.url!.slice(1)}`, ...headers, ...(body === "" ? [] : [body])]);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer === null) return request.socket.destroy();
    const {
      status = 200,
      headers: lines = {},
      body: content = { status_code: status, request_id: "request-id-test-1" },
      delay = 0,
    } = answer ?? {};
    await new Promise((resolve) => setTimeout(resolve, delay));
    response.writeHead(status, { "Content-Type": "application/json", ...lines });
    response.end(typeof content === "string" ? content : JSON.stringify(content));
  });
  const proxy = await listen(server);
  // The whole URL becomes the path, as in a request to a proxy, so that the server sees the host as well.
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => platformFetch(`${proxy}/${url}`, init));
  onTestFinished(() => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    server.close();
  });
  return { requests };
}
