import { connect, createServer, type NetConnectOpts, type Socket } from "node:net";

export type TcpProxy = {
  port: number;
  /** The connections that are open now neither forward anything nor end from here on; new ones work. As a cut network. */
  silence(): number;
  /** Whether new connections are silent from their beginning: a server that is there and says nothing. */
  holdNew(isHeld: boolean): void;
  close(): Promise<void>;
};

/** A way to a server that can be made to go silent. */
export async function startTcpProxy(target: NetConnectOpts, port = 0): Promise<TcpProxy> {
  const pairs = new Set<[Socket, Socket]>();
  const silenced: Socket[] = [];
  let isHolding = false;
  const server = createServer({ allowHalfOpen: true }, (downstream) => {
    if (isHolding) {
      downstream.on("error", () => undefined).resume();
      silenced.push(downstream);
      return;
    }
    const upstream = connect({ ...target, allowHalfOpen: true });
    const pair: [Socket, Socket] = [downstream, upstream];
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, downstream] as const]) {
      from.on("data", (chunk) => {
        if (pairs.has(pair)) to.write(chunk);
      });
      from.on("error", () => undefined);
      from.on("close", () => {
        if (pairs.delete(pair)) to.destroy();
      });
      from.on("end", () => {
        if (pairs.has(pair)) to.end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    silence: () => {
      const count = pairs.size;
      for (const pair of pairs) silenced.push(...pair);
      pairs.clear();
      return count;
    },
    holdNew: (isHeld) => {
      isHolding = isHeld;
    },
    close: async () => {
      for (const socket of [...silenced, ...[...pairs].flat()]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
