import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type Gateway = { url: string; open(): void; close(): void; stop(): Promise<void> };

/** Stands between browsers and server, so that the server can be away for a while without losing its database. */
export async function startGateway(port: number, target: () => number): Promise<Gateway> {
  let isOpen = true;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (!isOpen) return socket.destroy();
    const upstream = connect(target(), "localhost");
    for (const end of [socket, upstream]) {
      sockets.add(end);
      end.on("error", () => {});
      end.once("close", () => sockets.delete(end));
    }
    socket.once("close", () => upstream.destroy());
    upstream.once("close", () => socket.destroy());
    return socket.pipe(upstream).pipe(socket);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${port}`,
    open: () => (isOpen = true),
    close: () => {
      isOpen = false;
      drop();
    },
    stop: async () => {
      server.close();
      drop();
      await once(server, "close");
    },
  };
}
