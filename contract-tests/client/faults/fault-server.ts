import { createServer, type Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { listen } from "../../contract/servers/stub.js";

// The first `fetch` of a process loads undici, which takes longer than the limits that these tests set.
await fetch("data:,");

/** What a server does to a connection once a request has arrived on it. */
export type Behaviour = (socket: Socket) => void;

export interface FaultServer {
  url: string;
  /** The first line of each request, in order of arrival; of a TLS handshake, "TLS". */
  requests: string[];
  /** How many connections that carried a request are open. */
  open: () => number;
}

/**
 * Starts a server on loopback that answers one request after another with the behaviours of its script, and from then
 * on with the last. It ends with the test, and every connection with it.
 */
export async function startServer(...script: Behaviour[]): Promise<FaultServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const used: Socket[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    // A request without a body comes in one piece.
    socket.on("data", (data) => {
      used.push(socket);
      requests.push(data[0] === 0x16 ? "TLS" : data.toString("latin1").split("\r\n")[0]!);
      script[Math.min(requests.length, script.length) - 1]!(socket);
    });
  });
  const url = await listen(server);
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return { url, requests, open: () => used.filter((socket) => !socket.closed).length };
}

/** A URL that refuses connections: a port that no system hands out, and that `fetch` does not refuse by itself. */
export const refusingUrl = "http://127.0.0.1:2";

/** The body of a deletion that succeeded, as far as these tests look at it. */
export const deleted = JSON.stringify({ status_code: 200, request_id: "request-id-test-1", member_id: "m" });

type Body = string | Buffer;
type Lines = Record<string, string | number | undefined>;

/** Sends a complete answer. `lines` are its headers: each replaces the default, or removes it where undefined. */
export function answer(status: number, body: Body = deleted, lines: Lines = {}): Behaviour {
  return (socket) => socket.write(message(status, body, lines));
}

/** Sends the answer, and ends the connection with it. */
export function answerAndClose(status: number, body: Body, lines: Lines = {}): Behaviour {
  return (socket) => socket.end(message(status, body, lines));
}

/** Sends the answer, and when it has arrived resets the connection. */
export function answerAndReset(status: number, body: Body, lines: Lines = {}): Behaviour {
  return (socket) =>
    socket.write(message(status, body, lines), () => setTimeout(() => socket.resetAndDestroy(), 20));
}

/** Answers an error in the API's shape. */
export function refuse(status: number, error_type: string, lines: Lines = {}): Behaviour {
  const body = {
    status_code: status,
    request_id: "request-id-test-1",
    error_type,
    error_message: "",
    error_url: "",
  };
  return answer(status, JSON.stringify(body), lines);
}

function message(status: number, body: Body, lines: Lines): Buffer {
  const all = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), ...lines };
  const head = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.concat([
    Buffer.from([`HTTP/1.1 ${status} X`, ...head, "", ""].join("\r\n")),
    Buffer.from(body),
  ]);
}

const close: Behaviour = (socket) => socket.end();
const reset: Behaviour = (socket) => socket.resetAndDestroy();
export const hang: Behaviour = () => {};

const send =
  (bytes: string): Behaviour =>
  (socket) =>
    socket.write(bytes);

/** Sends `bytes`, and does the next thing when they have arrived. */
const sendThen =
  (bytes: string, next: Behaviour): Behaviour =>
  (socket) =>
    socket.write(bytes, () => setTimeout(next, 20, socket));

/** Sends `piece` every 5 ms, after `start`, for as long as anybody listens. */
function drip(start: string, piece: string): Behaviour {
  return (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), 5);
    socket.on("close", () => clearInterval(timer));
  };
}

/** Sends `piece` as fast as it is taken, after `start`, for as long as anybody listens. */
export function flood(start: string, piece: string): Behaviour {
  return (socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on("drain", more);
    socket.write(start);
    more();
  };
}

const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const endless = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const kilobyte = `400\r\n${" ".repeat(1024)}\r\n`;
const gzip = gzipSync(deleted);
const spoiled = Buffer.from(gzip);
spoiled[spoiled.length - 5]! ^= 0xff;

/** What can go wrong between a request and a good answer, as the server's doing. */
export const faults = {
  "closes the connection at once": close,
  "resets the connection at once": reset,
  "closes the connection within the headers": sendThen(ok, close),
  "resets the connection within the headers": sendThen(ok, reset),
  "closes the connection within the body": answerAndClose(200, deleted.slice(0, 9), { "Content-Length": 99 }),
  "resets the connection within the body": answerAndReset(200, deleted.slice(0, 9), { "Content-Length": 99 }),
  "sends less than its Content-Length and closes": answerAndClose(200, deleted, { "Content-Length": 999 }),
  "sends less than its Content-Length and announces the close": answerAndClose(200, deleted, {
    "Content-Length": 999,
    Connection: "close",
  }),
  "cuts a chunked body": sendThen(`${endless}24\r\n{"status`, close),
  "answers 101": answer(101, "", { "Content-Length": undefined, Connection: "upgrade", Upgrade: "x" }),

  "hangs before the headers": hang,
  "hangs within the headers": send(ok),
  "hangs in the body": answer(200, deleted.slice(0, 9), { "Content-Length": 99 }),
  "drips its headers": drip(ok, "X"),
  "drips its body": drip(endless, "1\r\n \r\n"),
  "sends interim answers for ever": drip("", "HTTP/1.1 103 Early Hints\r\n\r\n"),

  "sends more than its Content-Length": answer(200, deleted, { "Content-Length": 9 }),
  "sends a Content-Length that is no number": answer(200, deleted, { "Content-Length": "x" }),
  "sends a bad chunk size": send(`${endless}zz\r\n${deleted}`),
  "sends something that is not HTTP": send("SSH-2.0-OpenSSH_9.9\r\n\r\n"),
  "sends a status that is no number": send("HTTP/1.1 abc X\r\n\r\n"),
  "sends 100 kB of headers": answer(200, deleted, { "X-Padding": "x".repeat(100_000) }),
  "floods its headers": flood(ok, `X-Padding: ${"x".repeat(1024)}\r\n`),
  "floods its body": flood(endless, kilobyte),
  "sends plain text as gzip": answer(200, deleted, { "Content-Encoding": "gzip" }),
  "sends gzip with a wrong checksum": answer(200, spoiled, { "Content-Encoding": "gzip" }),
  "truncates gzip": answer(200, gzip.subarray(0, 30), { "Content-Encoding": "gzip" }),
  "sends a gzip bomb": answer(200, gzipSync(" ".repeat(2 ** 20)), { "Content-Encoding": "gzip" }),
  "sends plain text as brotli": answer(200, deleted, { "Content-Encoding": "br" }),
  "truncates brotli": answer(200, brotliCompressSync(deleted).subarray(0, 30), { "Content-Encoding": "br" }),
} satisfies Record<string, Behaviour>;
