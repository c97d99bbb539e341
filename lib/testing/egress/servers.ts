import { type RequestListener, createServer as createHttpServer } from "node:http";
import { type Server, type Socket, createServer as createTcpServer } from "node:net";
import { afterEach } from "vitest";
import {
  type EgressClient,
  type EgressClientOptions,
  type EgressRequest,
  createEgressClient,
} from "../../server/egress/egress-client.ts";

export type FakeServer = { port: number; connections: () => number };

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

/** Listens on a free port until the end of the test and counts the connections it got. */
export async function listen(server: Server, host = "127.0.0.1", port = 0): Promise<FakeServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen({ port, host }, resolve));
  cleanups.push(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { port: address.port, connections: () => connections };
}

export function listenHttp(listener: RequestListener, host?: string): Promise<FakeServer> {
  return listen(createHttpServer(listener), host);
}

export function listenTcp(onSocket: (socket: Socket) => void, host?: string): Promise<FakeServer> {
  return listen(createTcpServer(onSocket), host);
}

/** Answers the first bytes of each connection with raw text, to say what no HTTP library would. */
export function listenRaw(answer: string | Buffer, end: "end" | "reset" | "keep" = "keep"): Promise<FakeServer> {
  return listenTcp((socket) => {
    socket.once("data", () => {
      socket.write(answer, () => {
        if (end === "end") socket.end();
        if (end === "reset") socket.resetAndDestroy();
      });
    });
  });
}

/** A client that may reach 127.0.0.0/8 and is closed at the end of the test. */
export function testClient(options: Partial<EgressClientOptions> = {}): EgressClient {
  const client = createEgressClient({
    allowPrivate: ["127.0.0.0/8"],
    connectTimeoutMs: 2_000,
    totalTimeoutMs: 4_000,
    responseBytesMax: 16 * 1024,
    ...options,
  });
  cleanups.push(() => client.close());
  return client;
}

export function post(url: string, request: Partial<EgressRequest> = {}): EgressRequest {
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/json" },
    body: "{}",
    ...request,
  };
}
