import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listenHttp, listenTcp, post, testClient } from "../../testing/egress/servers.ts";

const LIMIT_MS = 500;

/** How late this process was at most: a machine with more to do makes every timer late, and no time-out wrong. */
const lateness = monitorEventLoopDelay({ resolution: 5 });
beforeEach(() => {
  lateness.reset();
  lateness.enable();
});
afterEach(() => void lateness.disable());

function expectAbout(durationMs: number, limitMs = LIMIT_MS): void {
  expect(durationMs).toBeGreaterThanOrEqual(limitMs * 0.8);
  expect(durationMs).toBeLessThanOrEqual(limitMs * 1.2 + lateness.max / 1e6);
}

const byTotal = { totalTimeoutMs: LIMIT_MS, connectTimeoutMs: 5_000 };
const byConnect = { totalTimeoutMs: 5_000, connectTimeoutMs: LIMIT_MS };
const never = () => new Promise<never>(() => undefined);

describe("time-outs", () => {
  it.each([
    ["the connect limit", byConnect],
    ["the total limit", byTotal],
  ])("ends a DNS question without an answer at %s", async (_name, limits) => {
    const result = await testClient({ ...limits, lookup: never }).send(post("https://slow-dns.example/"));
    expect(result).toMatchObject({ kind: "timeout", phase: "connect" });
    const missing = /^No (connection to|response from DNS for the host name of) the destination within 0\.5 s\.$/;
    expect(result).toHaveProperty("problem", expect.stringMatching(missing));
    expectAbout(result.durationMs);
  });

  it.each([
    ["the connect limit", byConnect],
    ["the total limit", byTotal],
  ])("ends a TLS handshake without an answer at %s", async (_name, limits) => {
    const server = await listenTcp(() => undefined);
    const result = await testClient(limits).send(post(`https://127.0.0.1:${server.port}/`));
    expect(result).toMatchObject({ kind: "timeout", phase: "connect" });
    expectAbout(result.durationMs);
  });

  it("ends a response without headers at the total limit", async () => {
    const server = await listenTcp(() => undefined);
    const result = await testClient(byTotal).send(post(`http://127.0.0.1:${server.port}/`));
    expect(result).toMatchObject({ kind: "timeout", phase: "response" });
    expect(result).toHaveProperty("problem", "No response from the destination within 0.5 s.");
    expectAbout(result.durationMs);
  });

  /** Sends this at once, and then one byte after the other for as long as anybody listens. */
  async function listenDrip(start: string, rest: (index: number) => string = () => "1") {
    let isClosed = false;
    const server = await listenTcp((socket) => {
      socket.once("data", () => socket.write(start));
      let index = 0;
      const drip = setInterval(() => socket.write(rest(index++)), 100);
      socket.on("close", () => {
        isClosed = true;
        clearInterval(drip);
      });
    });
    return { ...server, isClosed: () => isClosed };
  }

  it("ends a status line that comes one byte at a time at the total limit, and hangs up", async () => {
    const server = await listenDrip("H", (index) => "TTP/1.1 200 OK"[index] ?? "");
    const result = await testClient(byTotal).send(post(`http://127.0.0.1:${server.port}/`));
    expect(result).toMatchObject({ kind: "timeout", phase: "response" });
    expectAbout(result.durationMs);
    await expect.poll(server.isClosed).toBe(true);
  });

  it.each([
    ["headers", "HTTP/1.1 200 OK\r\nx-whole: 1\r\nx-slow: ", ""],
    ["body", "HTTP/1.1 200 OK\r\nx-whole: 1\r\ncontent-length: 10000\r\n\r\n", /^1+$/],
    ["chunks", "HTTP/1.1 200 OK\r\nx-whole: 1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n", "ab"],
  ])(
    "answers what came of a response whose %s never end, at the total limit, and hangs up",
    async (_name, start, body) => {
      const server = await listenDrip(start);
      const result = await testClient(byTotal).send(post(`http://127.0.0.1:${server.port}/`));
      expect(result).toMatchObject({ kind: "response", statusCode: 200, cut: "timeout", headers: { "x-whole": "1" } });
      expect(result).toHaveProperty("body", typeof body === "string" ? body : expect.stringMatching(body));
      expectAbout(result.durationMs);
      await expect.poll(server.isClosed).toBe(true);
    },
  );

  it("begins when there is a free connection: waiting for one is not the destination's", async () => {
    const seen: string[] = [];
    const server = await listenHttp((request, response) => {
      seen.push(request.url ?? "");
      if (request.url === "/last") response.end("ok");
    });
    const client = testClient({ ...byTotal, maxConnectionsPerOrigin: 1, placeTimeoutMs: 20_000 });
    const url = (path: string) => `http://127.0.0.1:${server.port}/${path}`;
    const all = ["first", "second", "third", "last"].map((path) => client.send(post(url(path))));
    const [first, second, third, last] = await Promise.all(all);
    for (const result of [first, second, third]) {
      expect(result).toMatchObject({ kind: "timeout", phase: "response" });
      expectAbout(result?.durationMs ?? 0);
    }
    expect(last).toMatchObject({ kind: "response", body: "ok" });
    expect(seen).toEqual(["/first", "/second", "/third", "/last"]);
  });

  it("says that this server was busy when no connection came free in time, and never sends that request", async () => {
    const seen: string[] = [];
    const server = await listenHttp((request, response) => {
      seen.push(request.url ?? "");
      if (request.url === "/last") response.end("ok");
    });
    const client = testClient({ ...byTotal, maxConnectionsPerOrigin: 1, placeTimeoutMs: 50 });
    const url = (path: string) => `http://127.0.0.1:${server.port}/${path}`;
    const first = client.send(post(url("first")));
    expect(await client.send(post(url("second")))).toMatchObject({
      kind: "busy",
      problem: expect.stringContaining("was not sent"),
    });
    expect(await first).toMatchObject({ kind: "timeout", phase: "response" });
    expect(await client.send(post(url("last")))).toMatchObject({ kind: "response", body: "ok" });
    expect(seen).toEqual(["/first", "/last"]);
  });
});
