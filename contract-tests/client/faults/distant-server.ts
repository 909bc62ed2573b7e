import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { listen } from "../../contract/servers/stub.js";

export interface DistantServer {
  url: string;
  /** How many connections were opened to it. */
  connections: () => number;
  close: () => void;
}

/** A server that answers every request, and closes a connection that was unused for so long: without a word of it. */
export async function startDistantServer(
  answer: string,
  { away, idle }: { away: number; idle: number },
): Promise<DistantServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const keep = (socket: Socket) => sockets.add(socket).size && socket.on("error", () => {});
  const server = createServer((socket) => {
    connections += 1;
    keep(socket);
    socket.setNoDelay(true).on("data", () => socket.write(answer));
    socket.setTimeout(idle, () => socket.destroy());
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  const wire: Server = createServer((near) => {
    const far = connect(port, "127.0.0.1").setNoDelay(true);
    for (const [from, to] of [
      [near.setNoDelay(true), far],
      [far, near],
    ] as const) {
      keep(from);
      from.on("data", (data) => setTimeout(() => to.write(data), away));
      from.on("close", (broken) => setTimeout(() => (broken ? to.resetAndDestroy() : to.destroy()), away));
    }
  });
  const url = await listen(wire);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    wire.close();
  };
  return { url, connections: () => connections, close };
}
