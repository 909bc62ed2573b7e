/// <reference types="node" />
import { Buffer } from "node:buffer";
import { Agent, request as overHttp, type ClientRequest, type IncomingMessage } from "node:http";
import { Agent as TlsAgent, request as overHttps } from "node:https";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import type { Fetch, FetchInit, FetchResponse } from "./fetch.js";
import { checkOptions, hasMethods, type Check } from "./options.js";
import { readOwn } from "./own.js";
import { joinPairs, toHeaders } from "./response-headers.js";

/** An `Agent` of node:http or node:https, or one that extends them, such as a proxy's. */
export interface NodeAgent {
  readonly freeSockets: object;
  readonly sockets: object;
  destroy(): void;
}

/** What `nodeFetch` takes. */
export interface NodeFetchOptions {
  /**
   * Opens and keeps the connections: for a proxy, client certificates, or to keep them longer. An https URL needs one of
   * node:https. Default: one of its own, which closes a connection that nobody used for half a second.
   */
  agent?: NodeAgent | undefined;
}

const isAgent: Check = (value) =>
  hasMethods(value, ["addRequest", "destroy"]) && "freeSockets" in value && "sockets" in value
    ? undefined
    : "an Agent of node:http or node:https";

/**
 * A `fetch` over node:https and node:http. What a framework or a test put in the place of the global `fetch` has no part
 * in it: a program that chose this one reaches the network.
 *
 * What breaks on a kept connection may have been applied, for a server can read a request and end before it answers; and
 * sending a DELETE again, which RFC 9110 (section 9.2.2) lets a client do, would hide the first from `attempts`. So
 * nothing is ever sent twice here, and instead a connection is not used again once its server may be about to end it.
 *
 * @throws {ClientError} The options are wrong.
 */
export function nodeFetch(options: NodeFetchOptions = {}): Fetch {
  const { agent } = checkOptions<NodeFetchOptions>("options of nodeFetch", options, { agent: isAgent });
  // How many milliseconds an unused connection is kept. Servers close theirs after a second or more.
  const kept = { keepAlive: true, timeout: 500 };
  const agents = { http: agent ?? new Agent(kept), https: agent ?? new TlsAgent(kept) };
  return async (url, init) => {
    const target = new URL(url);
    const isTls = target.protocol === "https:";
    const used = (isTls ? agents.https : agents.http) as Agent;
    await settle(used);
    if (init.signal.aborted) throw init.signal.reason;
    const { method, headers, body } = init;
    const all = {
      "Accept-Encoding": "identity",
      ...headers,
      // Of a DELETE, Node would send the body without saying where it ends.
      ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }),
    };
    let request: ClientRequest;
    try {
      // Without a port of its own it would have that of Object.prototype.
      const port = Number(target.port || (isTls ? 443 : 80));
      request = (isTls ? overHttps : overHttp)(target, { method, headers: all, agent: used, port });
    } catch (cause) {
      throw toUnsent(cause);
    }
    return exchange(request, init);
  };
}

/** How much a kept connection had brought when its last answer was complete. */
const brought = new WeakMap<Socket, number>();

/**
 * Lets the event loop read from the network: ends of kept connections may have come while it was busy, and
 * from a callback of the network, the first turn ends before it reads. One whose answer was just read is free by then,
 * too. What came besides, after an answer was complete, would be taken for the next one.
 */
async function settle({ freeSockets }: Agent): Promise<void> {
  await turn();
  await turn();
  const spoilt = Object.values(freeSockets).flatMap((free) =>
    free!.filter((socket) => (brought.get(socket) ?? socket.bytesRead) !== socket.bytesRead),
  );
  for (const socket of spoilt) {
    socket.destroy();
    await turn();
  }
}

function exchange(request: ClientRequest, { body, signal }: FetchInit): Promise<FetchResponse> {
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    let isKept: boolean | undefined;
    // After the last byte, the connection is not this request's alone.
    const abort = () => void (answer?.readableEnded === true || request.destroy());
    signal.addEventListener("abort", abort);
    request.on("response", (response) => {
      answer = response;
      response.on("end", () => void giveUpRest(request));
      resolve(toResponse(response));
    });
    request.on("error", (error) => {
      // Node tells it of the request, also when the answer has begun; the answer alone would say that it was cut.
      answer?.destroy(error);
      // Without a connection, not a byte has left.
      if (request.socket === null) reject(toUnsent(error));
      else reject(isKept ? toLoss(error) : error);
    });
    request.on("socket", (socket) => {
      // Of a request that waited for a connection, Node does not say that another had it before.
      isKept = request.reusedSocket || brought.has(socket);
      request.on("close", () => brought.set(socket, socket.bytesRead));
    });
    request.on("close", () => {
      signal.removeEventListener("abort", abort);
      // Without an error where the server changes the protocol.
      reject(new Error("The connection ended without an answer."));
    });
    request.end(body);
  });
}

/** What has not left a turn after the end of the answer, the server does not want, and it would wait for ever. */
async function giveUpRest(request: ClientRequest): Promise<void> {
  await turn();
  if (!request.writableFinished) request.destroy();
}

/** Marks an error, as the platform does, as one of an attempt to connect. */
function toUnsent(cause: unknown): Error {
  const facts = { code: readOwn(cause, "code"), syscall: "connect" };
  return Object.assign(new Error("There was no connection to send it on.", { cause }), facts);
}

/** On a kept connection, an alert of TLS is none of its handshake, whatever it is called: the request has left. */
function toLoss(cause: Error & { code?: string }): Error {
  const code = `${cause.code}`.startsWith("HPE_") ? cause.code : "ECONNRESET";
  return Object.assign(new Error("On a connection kept from before", { cause }), { code });
}

function toResponse(response: IncomingMessage): FetchResponse {
  const headers = toHeaders(joinPairs(response.rawHeaders));
  if (!/^(?:identity)?$/i.test(headers.get("Content-Encoding") ?? "")) {
    const error = new Error("The answer is encoded, which was not asked for.");
    // The code of zlib, which would have said so of data that it cannot read.
    response.destroy(Object.assign(error, { code: "Z_DATA_ERROR" }));
  }
  return { status: response.statusCode!, headers, body: response, text: () => text(response) };
}
