import { describe, expect, it } from "vitest";
import { listenHttp, listenTcp, post, testClient } from "../../testing/egress/servers.ts";

const SLOW_MS = 60;
/** Timers may come a little early. */
const AT_LEAST_MS = SLOW_MS - 5;
const later = () => new Promise((resolve) => setTimeout(resolve, SLOW_MS));

describe("the timings of a request", () => {
  it("say how long the name, the connection and the first byte took", async () => {
    const server = await listenHttp(async (_request, response) => {
      await later();
      response.write("a");
      await later();
      response.end("b");
    });
    const lookup = async () => {
      await later();
      return ["127.0.0.1"];
    };
    const result = await testClient({ lookup }).send(post(`http://slow.example:${server.port}/`));
    expect(result).toMatchObject({
      kind: "response",
      timings: { dnsMs: expect.any(Number), connectMs: expect.any(Number), firstByteMs: expect.any(Number) },
    });
    const { timings = {} } = result.kind === "response" ? result : {};
    const { dnsMs = 0, connectMs = 0, firstByteMs = 0 } = timings;
    expect(dnsMs).toBeGreaterThanOrEqual(AT_LEAST_MS);
    expect(firstByteMs).toBeGreaterThanOrEqual(AT_LEAST_MS);
    expect(dnsMs + connectMs + firstByteMs).toBeLessThanOrEqual(result.durationMs - AT_LEAST_MS + 1);
    expect(timings).not.toHaveProperty("tlsMs");
  });

  it("have no part for a connection that had been used before", async () => {
    const server = await listenHttp((_request, response) => response.end("ok"));
    const client = testClient();
    const url = `http://127.0.0.1:${server.port}/`;
    expect(await client.send(post(url))).toHaveProperty("timings.connectMs");
    const again = await client.send(post(url));
    expect(again).toHaveProperty("timings", { firstByteMs: expect.any(Number) });
    expect(server.connections()).toBe(1);
  });

  it("have the parts of the fresh connection, when the request was repeated on one", async () => {
    let requests = 0;
    const server = await listenTcp((socket) => {
      socket.on("data", () => {
        requests += 1;
        if (requests === 2) return socket.end();
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
      });
    });
    const client = testClient();
    const url = `http://127.0.0.1:${server.port}/`;
    await client.send(post(url));
    const result = await client.send(post(url, { isRepeatable: true }));
    expect(result).toMatchObject({ kind: "response", timings: { connectMs: expect.any(Number) } });
  });

  it("end where the request did", async () => {
    const refused = await testClient().send(post("http://127.0.0.1:9/"));
    expect(refused).toMatchObject({ kind: "network_error", isSent: false });
    expect(refused).toHaveProperty("timings", {});
    const silent = await listenTcp(() => undefined);
    const unanswered = await testClient({ totalTimeoutMs: 200 }).send(post(`http://127.0.0.1:${silent.port}/`));
    expect(unanswered).toMatchObject({ kind: "timeout", phase: "response" });
    expect(unanswered).toHaveProperty("timings", { connectMs: expect.any(Number) });
    const handshake = await testClient({ connectTimeoutMs: 200 }).send(post(`https://127.0.0.1:${silent.port}/`));
    expect(handshake).toMatchObject({ kind: "timeout", phase: "connect" });
    expect(handshake).toHaveProperty("timings", { connectMs: expect.any(Number) });
  });
});
