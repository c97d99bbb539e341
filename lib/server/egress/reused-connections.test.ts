import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { listenTcp, post, testClient } from "../../testing/egress/servers.ts";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/** Answers the first request of each connection; what becomes of the second one is up to the test. */
async function listenOnce(onSecond: (socket: Socket, soFar: number) => void) {
  const requests: string[] = [];
  const server = await listenTcp((socket) => {
    let isFirst = true;
    let bytes = 0;
    socket.on("data", (chunk) => {
      bytes += chunk.length;
      if (chunk.includes("HTTP/1.1\r\n")) requests.push(chunk.toString("latin1").split(" ")[1] ?? "");
      if (!isFirst) return onSecond(socket, bytes);
      isFirst = false;
      bytes = 0;
      socket.write(OK);
    });
  });
  return { ...server, requests, url: (path: string) => `http://127.0.0.1:${server.port}${path}` };
}

const close = (socket: Socket) => socket.end();
const reset = (socket: Socket) => socket.resetAndDestroy();

describe("a connection that is used again", () => {
  it.each([
    ["closed", close],
    ["reset", reset],
  ])(
    "and %s without a byte of an answer costs a second copy on a fresh one, when that does no harm",
    async (_name, how) => {
      const server = await listenOnce(how);
      const client = testClient();
      await client.send(post(server.url("/first")));
      const result = await client.send(post(server.url("/second"), { isRepeatable: true }));
      expect(result).toMatchObject({ kind: "response", statusCode: 200, body: "ok" });
      expect(server.requests).toEqual(["/first", "/second", "/second"]);
      expect(server.connections()).toBe(2);
    },
  );

  it("is not repeated where a second copy would be a second message, once the request was sent whole", async () => {
    const server = await listenOnce(close);
    const client = testClient();
    await client.send(post(server.url("/first")));
    const result = await client.send(post(server.url("/second")));
    expect(result).toMatchObject({ kind: "network_error", isSent: true });
    expect(server.requests).toEqual(["/first", "/second"]);
  });

  it("is repeated there, too, when it closed before the request was written whole", async () => {
    let isCut = false;
    const server = await listenOnce((socket) => {
      if (!isCut) socket.resetAndDestroy();
      isCut = true;
    });
    const client = testClient();
    await client.send(post(server.url("/first")));
    const body = "x".repeat(32 * 2 ** 20);
    const result = await client.send(post(server.url("/second"), { body }));
    expect(result).toMatchObject({ kind: "response", statusCode: 200 });
    expect(server.connections()).toBe(2);
  });

  it("repeats once only, and a fresh connection not at all", async () => {
    let connections = 0;
    const server = await listenTcp((socket) => {
      connections += 1;
      const isFirst = connections === 1;
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (isFirst && requests === 1) socket.write(OK);
        else socket.end();
      });
    });
    const client = testClient();
    const url = `http://127.0.0.1:${server.port}/`;
    await client.send(post(url));
    expect(await client.send(post(url, { isRepeatable: true }))).toMatchObject({ kind: "network_error" });
    expect(server.connections()).toBe(2);
    expect(await client.send(post(url, { isRepeatable: true }))).toMatchObject({ kind: "network_error" });
    expect(server.connections()).toBe(3);
  });

  it("does not repeat what was answered, were it only by half a status line, nor what ran out of time", async () => {
    const half = await listenOnce((socket) => socket.end("HTTP/1.1 2"));
    const silent = await listenOnce(() => undefined);
    const client = testClient({ totalTimeoutMs: 300 });
    for (const server of [half, silent]) {
      await client.send(post(server.url("/first")));
      const result = await client.send(post(server.url("/second"), { isRepeatable: true }));
      expect(["network_error", "timeout"]).toContain(result.kind);
      expect(server.requests).toEqual(["/first", "/second"]);
    }
  });

  it("is not used when it was closed meanwhile", async () => {
    const server = await listenTcp((socket) => socket.once("data", () => socket.end(OK)));
    const client = testClient();
    for (let n = 0; n < 5; n += 1) {
      expect(await client.send(post(`http://127.0.0.1:${server.port}/`))).toMatchObject({ kind: "response" });
    }
    expect(server.connections()).toBe(5);
  });
});
