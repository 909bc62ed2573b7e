import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Server } from "node:net";

interface StubAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Undefined for an answer without one. */
  body: unknown;
}

export interface StubServer {
  url: string;
  /** Decides what the next requests get. */
  answer: (request: IncomingMessage) => StubAnswer;
  close: () => Promise<void>;
}

/** A server on loopback that says what it is told to say: the answers that no example of the mock has. */
export async function startStub(): Promise<StubServer> {
  const server = createServer((request, response) => {
    const { status, headers, body } = stub.answer(request);
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
  });
  // A test may be busy for longer than a connection is kept, and the next request would meet its end.
  server.keepAliveTimeout = 0;
  const stub: StubServer = {
    url: await listen(server),
    answer: () => ({ status: 500, body: {} }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return stub;
}

/** Listens on a free port of loopback, and returns the http URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
