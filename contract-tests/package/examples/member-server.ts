import { createServer, type IncomingHttpHeaders } from "node:http";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../../contract/servers/stub.js";

/** What a request is answered. The success of a deletion where nothing else is said. */
export interface Answer {
  status?: number;
  error_type?: string;
  headers?: Record<string, string>;
  /** Milliseconds until then. Default: 5. */
  delay?: number;
  /** Ends the connection instead. */
  hang_up?: boolean;
}

export interface Request {
  at: number;
  member_id: string;
  status: number;
  /** How long its answer asked to wait. */
  wait_ms: number;
  headers: IncomingHttpHeaders;
  /** Not answered yet. */
  open: boolean;
}

export interface MemberServer {
  url: string;
  /** Each request as it came. */
  requests: Request[];
  /** How many requests were left by their callers before the answer. */
  left: number;
  /** Decides on the `count`th request, from 1. */
  answer: (member_id: string, count: number) => Answer;
}

/** An API on loopback that remembers what it was asked, and in what order. It closes with its test. */
export async function startMemberServer(
  context: TestContext,
  answer: MemberServer["answer"],
): Promise<MemberServer> {
  const http = createServer(async (request, response) => {
    const member_id = decodeURIComponent(request.url!.split("/").at(-1)!);
    const decided = server.answer(member_id, server.requests.length + 1);
    const { status = 200, error_type = "", headers = {}, delay = 5, hang_up = false } = decided;
    const noted = {
      at: performance.now(),
      member_id,
      status,
      wait_ms: Number(headers["Retry-After"] ?? 0) * 1000,
      headers: request.headers,
      open: true,
    };
    server.requests.push(noted);
    response.on("close", () => (server.left += response.writableEnded ? 0 : 1));
    await sleep(delay, undefined, { ref: false });
    noted.open = false;
    if (hang_up) return void request.socket.destroy();
    const answered = { status_code: status, request_id: "request-id-test-1", member_id };
    const body = status < 400 ? answered : { ...answered, error_type, error_message: "", error_url: "" };
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  const server: MemberServer = {
    url: await listen(http),
    requests: [],
    left: 0,
    answer,
  };
  context.after(() => {
    http.closeAllConnections();
    http.close();
  });
  return server;
}

/** Refuses each tenth request. */
export function refuseTenths(seconds: number): MemberServer["answer"] {
  return (_, count) => (count % 10 === 0 ? refuse(seconds) : {});
}

/** Lets some requests through, and refuses the others until the time is over. */
export function limitRate(most: number, seconds: number): MemberServer["answer"] {
  let end = 0;
  let count = 0;
  return () => {
    const now = performance.now();
    if (now >= end) [end, count] = [now + seconds * 1000, 0];
    return (count += 1) > most ? refuse(Math.ceil(end - now) / 1000) : {};
  };
}

function refuse(seconds: number): Answer {
  return { status: 429, error_type: "too_many_requests", headers: { "Retry-After": String(seconds) } };
}

/** How often each member was deleted. */
export function countDeletions({ requests }: MemberServer): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { member_id, status } of requests)
    if (status === 200) counts.set(member_id, (counts.get(member_id) ?? 0) + 1);
  return counts;
}
