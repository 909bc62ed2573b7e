import { createServer, type IncomingMessage } from "node:http";
import { listen } from "../../listen.js";

export interface ServedAnswer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface AnswerServer {
  url: string;
  /** Decides what the next requests get. */
  answer: (request: IncomingMessage) => ServedAnswer;
  close: () => Promise<void>;
}

/** A server on loopback that says what it is told to say: the answers that no example of the mock has. */
export async function startAnswerServer(): Promise<AnswerServer> {
  const server = createServer((request, response) => {
    const { status, headers, body } = served.answer(request);
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  const served: AnswerServer = {
    url: await listen(server),
    answer: () => ({ status: 500, body: {} }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return served;
}
