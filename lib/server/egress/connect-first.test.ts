import { connect, createServer, Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { listen, listenTcp } from "../../testing/egress/servers.ts";
import { connectFirst, listFamilies } from "./connect-first.ts";
import { EgressError } from "./egress-result.ts";

const never = () => new AbortController().signal;

/** Opens these as told: `silent` never answers, a number of milliseconds is how far away the server is. */
function network(hosts: Record<string, "silent" | number>, port: number) {
  const sockets: Socket[] = [];
  const asked: string[] = [];
  const open = (ip: string) => {
    asked.push(ip);
    const socket = new Socket();
    const distance = hosts[ip];
    if (typeof distance === "number") setTimeout(() => socket.destroyed || socket.connect(port, "127.0.0.1"), distance);
    sockets.push(socket);
    return socket;
  };
  return { open, sockets, asked };
}

describe("connecting to a name with several addresses", () => {
  it("reaches a host that is far away behind an address that does not answer", async () => {
    const server = await listenTcp(() => undefined);
    const { open, sockets, asked } = network({ "2001:db8::1": "silent", "8.8.8.8": 700 }, server.port);
    const socket = await connectFirst(["8.8.8.8", "2001:db8::1"], 443, never(), open);
    expect(socket).toBe(sockets[1]);
    expect(asked).toEqual(["2001:db8::1", "8.8.8.8"]);
    expect(sockets[0]?.destroyed).toBe(true);
    socket.destroy();
  });

  it("does not give up the first one while it tries the second: the first that answers counts", async () => {
    const server = await listenTcp(() => undefined);
    const { open, sockets } = network({ "2001:db8::1": 600, "8.8.8.8": "silent" }, server.port);
    const socket = await connectFirst(["8.8.8.8", "2001:db8::1"], 443, never(), open);
    expect(socket).toBe(sockets[0]);
    expect(sockets[1]?.destroyed).toBe(true);
    socket.destroy();
  });

  it("tries the next one at once when one is refused", async () => {
    const server = await listen(
      createServer(() => undefined),
      "127.0.0.1",
    );
    const open = (ip: string, port: number) => connect({ host: ip, port });
    const addresses = ["127.0.0.9", "127.0.0.8", "127.0.0.1"];
    const socket = await connectFirst(addresses, server.port, never(), open);
    expect(socket.remoteAddress).toBe("127.0.0.1");
    socket.destroy();
  });

  it("names the family that failed, and each family with its own failure", async () => {
    const fail = (codes: Record<string, string>) => (ip: string) => {
      const socket = new Socket();
      setImmediate(() => socket.destroy(Object.assign(new Error("no"), { code: codes[ip] })));
      return socket;
    };
    const refused = fail({ "8.8.8.8": "ECONNREFUSED", "8.8.4.4": "ECONNREFUSED", "2001:db8::1": "ENETUNREACH" });
    await expect(connectFirst(["8.8.8.8", "8.8.4.4"], 443, never(), refused)).rejects.toMatchObject({
      code: "ECONNREFUSED",
      problem: "The destination refused the connection (IPv4).",
    });
    await expect(connectFirst(["8.8.8.8", "2001:db8::1"], 443, never(), refused)).rejects.toMatchObject({
      code: "ENETUNREACH",
      problem:
        "The network of the destination cannot be reached (IPv6). The destination refused the connection (IPv4).",
    });
  });

  it("leaves nothing open when the time is over, and tries no more than ten addresses", async () => {
    const hosts = Array.from({ length: 99 }, (_, index) => `8.8.8.${index}`);
    const { open, sockets, asked } = network({}, 1);
    const controller = new AbortController();
    const connecting = connectFirst(hosts, 443, controller.signal, open);
    await expect.poll(() => asked.length, { timeout: 10_000 }).toBe(10);
    controller.abort(new EgressError("EGRESS_CONNECT_TIMEOUT"));
    await expect(connecting).rejects.toMatchObject({ code: "EGRESS_CONNECT_TIMEOUT" });
    expect(sockets.every((socket) => socket.destroyed)).toBe(true);
    expect(asked).toHaveLength(10);
  });

  it("says which families there are", () => {
    expect(listFamilies(["8.8.8.8", "2001:db8::1", "8.8.4.4"])).toBe("IPv6 and IPv4");
    expect(listFamilies(["8.8.8.8"])).toBe("IPv4");
  });
});
