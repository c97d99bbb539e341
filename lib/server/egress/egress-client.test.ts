import type { IncomingMessage } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { listenHttp, listenRaw, listenTcp, post, testClient } from "../../testing/egress/servers.ts";

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join("");
}

const at = (server: { port: number }) => `http://127.0.0.1:${server.port}/hook?a=1`;

describe("a delivered request", () => {
  it("arrives with its method, path, headers and body and answers the response", async () => {
    const server = await listenHttp(async (request, response) => {
      const { method, url, headers } = request;
      response
        .writeHead(201, { "X-Reply": "Yes" })
        .end(JSON.stringify({ method, url, headers, body: await bodyOf(request) }));
    });
    const request = post(at(server), {
      method: "PUT",
      headers: { "X-Id": "7", "Accept-Encoding": "gzip" },
      body: "{ü}",
    });
    const result = await testClient().send(request);
    expect(result).toMatchObject({
      kind: "response",
      statusCode: 201,
      headers: { "x-reply": "Yes" },
      truncated: false,
    });
    const seen: unknown = result.kind === "response" ? JSON.parse(result.body) : null;
    expect(seen).toMatchObject({ method: "PUT", url: "/hook?a=1", body: "{ü}" });
    expect(seen).toHaveProperty("headers", {
      "x-id": "7",
      "accept-encoding": "identity",
      "content-length": "4",
      host: `127.0.0.1:${server.port}`,
      connection: "keep-alive",
    });
  });

  it("sends bytes unchanged and works for localhost by name", async () => {
    const server = await listenHttp(async (request, response) => {
      request.setEncoding("latin1");
      response.end(await bodyOf(request), "latin1");
    });
    const body = new Uint8Array([0x41, 0x42, 0x7f]);
    const result = await testClient().send(post(`http://localhost:${server.port}/`, { body }));
    expect(result).toMatchObject({ kind: "response", body: "AB\u007f" });
  });

  it("reuses a connection and opens no more than the cap, while other origins go on", async () => {
    const stalled = await listenTcp(() => undefined);
    const server = await listenHttp((_request, response) => response.end("ok"));
    const client = testClient({ maxConnectionsPerOrigin: 3, totalTimeoutMs: 300, placeTimeoutMs: 100 });
    const waiting = Array.from({ length: 12 }, () => client.send(post(at(stalled))));
    for (let n = 0; n < 5; n += 1) expect(await client.send(post(at(server)))).toMatchObject({ body: "ok" });
    expect(server.connections()).toBeLessThanOrEqual(2);
    const results = await Promise.all(waiting);
    expect(stalled.connections()).toBe(3);
    expect(results.filter((result) => result.kind === "timeout" && result.phase === "response")).toHaveLength(3);
    expect(results.filter((result) => result.kind === "busy")).toHaveLength(9);
  });

  it("shares the connections to one origin between those who ask: one that hangs does not keep another out", async () => {
    const server = await listenHttp((request, response) => {
      if (request.url !== "/hang") response.end("ok");
    });
    const client = testClient({ maxConnectionsPerOrigin: 4, totalTimeoutMs: 500, placeTimeoutMs: 20_000 });
    const send = (path: string, holder: string[]) => client.send(post(new URL(path, at(server)).href, { holder }));
    const hanging = Array.from({ length: 12 }, () => send("/hang", ["a", "w", "c"]));
    let isOver = false;
    void Promise.all(hanging).then(() => (isOver = true));
    const healthy = Array.from({ length: 20 }, () => send("/", ["b", "w", "c"]));
    for (const sent of healthy) expect(await sent).toMatchObject({ kind: "response", body: "ok" });
    expect(isOver).toBe(false);
    for (const sent of hanging) expect(await sent).toMatchObject({ kind: "timeout", phase: "response" });
  });

  it("asks DNS once for connections opened at the same time", async () => {
    const server = await listenHttp((_request, response) => response.end("ok"));
    let questions = 0;
    const lookup = async () => {
      questions += 1;
      return ["127.0.0.1"];
    };
    const client = testClient({ lookup });
    const url = `http://receiver.example:${server.port}/`;
    const results = await Promise.all(Array.from({ length: 20 }, () => client.send(post(url))));
    expect(results.every((result) => result.kind === "response")).toBe(true);
    expect(questions).toBe(1);
  });

  it("waits for requests under way when it is closed", async () => {
    const server = await listenHttp((request, response) => request.resume().on("end", () => response.end("late")));
    const client = testClient();
    const sent = client.send(post(at(server)));
    await client.close();
    expect(await sent).toMatchObject({ kind: "response", body: "late" });
  });
});

describe("a request that cannot be HTTP", () => {
  it.each([
    [{ "x\r\ny": "1" }],
    [{ "": "1" }],
    [{ "x y": "1" }],
    [{ x: "1\r\nHost: other" }],
    [{ x: "1\n" }],
    [{ x: "\0" }],
    [{ x: "ż" }],
    [{ Host: "other.example" }],
    [{ "Transfer-Encoding": "chunked" }],
    [{ "content-length": "3" }],
    [{ Connection: "upgrade" }],
  ])("throws a TypeError for the headers %j", async (headers) => {
    await expect(testClient().send(post("http://127.0.0.1:1/", { headers }))).rejects.toThrow(TypeError);
  });

  it.each(["CONNECT", "", "get", "POST /x HTTP/1.1\r\n", "A B"])(
    "throws a TypeError for the method %j",
    async (method) => {
      await expect(testClient().send(post("http://127.0.0.1:1/", { method }))).rejects.toThrow(TypeError);
    },
  );
});

describe("a hostile response", () => {
  it("keeps the first bytes of an endless body and stops reading, with flat memory", async () => {
    let written = 0;
    const server = await listenHttp((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, "x");
      const pump = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
      };
      response.on("drain", pump);
      pump();
    });
    // One place only: it must be given back although the response never ends.
    const client = testClient({ maxConnectionsPerOrigin: 1 });
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 20; n += 1) {
      const result = await client.send(post(at(server)));
      expect(result).toMatchObject({
        kind: "response",
        statusCode: 200,
        truncated: true,
        body: "x".repeat(16_384),
      });
    }
    expect(written).toBeLessThan(20 * 16 * 2 ** 20);
    expect(process.memoryUsage().rss - before).toBeLessThan(96 * 2 ** 20);
  });

  it("takes a body of exactly the limit whole", async () => {
    const server = await listenHttp((_request, response) => response.end("y".repeat(16_384)));
    const result = await testClient().send(post(at(server)));
    expect(result).toMatchObject({ kind: "response", truncated: false, body: "y".repeat(16_384) });
  });

  it("never decompresses", async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 2 ** 20));
    const server = await listenHttp((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    const result = await testClient().send(post(at(server)));
    expect(result.kind === "response" && result.body.length).toBeLessThanOrEqual(16_384);
    expect(result).toMatchObject({ truncated: true, headers: { "content-encoding": "gzip" } });
  });

  it("takes a body of one-byte chunks", async () => {
    const server = await listenRaw(
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${"1\r\nz\r\n".repeat(30_000)}0\r\n\r\n`,
    );
    const result = await testClient().send(post(at(server)));
    expect(result).toMatchObject({ kind: "response", truncated: true, body: "z".repeat(16_384) });
  });

  it("decodes invalid UTF-8 and NUL leniently and cuts between characters", async () => {
    const server = await listenHttp((_request, response) =>
      response.end(Buffer.from([0x41, 0xff, 0x00, 0xc3, 0xbc, 0xc3, 0xbc])),
    );
    const lenient = { kind: "response", body: "A\uFFFD\uFFFDüü", truncated: false };
    expect(await testClient().send(post(at(server)))).toMatchObject(lenient);
    const cut = { kind: "response", body: "A\uFFFD\uFFFDü", truncated: true };
    expect(await testClient({ responseBytesMax: 6 }).send(post(at(server)))).toMatchObject(cut);
  });

  it("answers all headers, also behind 100 KiB of others, in lower case and joined, and no cookies", async () => {
    const many = Array.from({ length: 100 }, (_, index) => `x-${index}: ${"a".repeat(1_000)}\r\n`).join("");
    const server = await listenRaw(
      `HTTP/1.1 429 Slow\r\nset-cookie: a=b\r\nVary: a\r\nvary: b\r\n${many}Retry-After: 120\r\ncontent-length: 0\r\n\r\n`,
    );
    const result = await testClient().send(post(at(server)));
    expect(result).toMatchObject({
      kind: "response",
      statusCode: 429,
      headers: { vary: "a, b", "retry-after": "120" },
    });
    expect(result).not.toHaveProperty("headers.set-cookie");
    expect(result).not.toHaveProperty("cut");
  });

  it.each([
    ["garbage", "hello\r\n\r\n", "The destination did not respond with valid HTTP."],
    ["HTTP/0.9", "<html></html>", "The destination did not respond with valid HTTP."],
    [
      "a flood of 1xx",
      "HTTP/1.1 102 Processing\r\n\r\n".repeat(1_000),
      "The destination did not respond with valid HTTP.",
    ],
    ["an unasked upgrade", "HTTP/1.1 101 X\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n", expect.any(String)],
  ])("reports %s as a network error", async (_name, raw, problem) => {
    const server = await listenRaw(raw);
    expect(await testClient().send(post(at(server)))).toMatchObject({
      kind: "network_error",
      problem,
    });
  });

  it("answers a 204 that has a body, and never takes the body for the next response", async () => {
    const forged = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged";
    const server = await listenRaw(`HTTP/1.1 204 No Content\r\ncontent-length: ${forged.length}\r\n\r\n${forged}`);
    const client = testClient();
    for (let n = 0; n < 3; n += 1) {
      expect(await client.send(post(at(server)))).toMatchObject({
        kind: "response",
        statusCode: 204,
        body: "",
      });
    }
  });
});
