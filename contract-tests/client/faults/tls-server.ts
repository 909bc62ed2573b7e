import { once } from "node:events";
import type { Socket } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import { onTestFinished } from "vitest";
import { listen } from "../../contract/servers/stub.js";
import { answer, type Behaviour, type FaultServer } from "./fault-server.js";

export interface TlsServer extends FaultServer {
  /** The TCP connections, in order. */
  connections: Socket[];
}

/** Like startServer, behind TLS. */
export async function startTlsServer(
  options: TlsOptions,
  behaviour: Behaviour = answer(200),
): Promise<TlsServer> {
  const requests: string[] = [];
  const connections: Socket[] = [];
  const server = createServer(options, (socket) => {
    socket.on("error", () => {});
    socket.on("data", (data) => {
      requests.push(data.toString("latin1").split("\r\n")[0]!);
      behaviour(socket);
    });
  });
  server.on("connection", (socket: Socket) => connections.push(socket));
  const url = (await listen(server)).replace("http:", "https:");
  onTestFinished(async () => {
    for (const socket of connections) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return { url, requests, connections, open: () => connections.length };
}
