import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { requirePort } from "#lib/testing/server/free-port.ts";
import { until } from "#lib/testing/server/until.ts";
import type { ApiEnv } from "./api-env.ts";
import { createAnswerRoom, cutWhenStalled, inPieces, isLarge } from "./large-answer.ts";

/** More than all buffers on the way hold. */
const TEXT = "é😀".repeat(3_000_000);
const BYTES = Buffer.byteLength(TEXT);

let server: Server | undefined;
afterEach(() => void server?.close());

/** What is measured is what is held, and not what was given up a moment ago. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

const ROOM_BYTES = 16 * 1024 * 1024;

type Served = { answer: IncomingMessage; given: () => number | undefined };

/**
 * One large answer on its way to a reader that has not begun to read. `given`: how much of it was given to the
 * connection when that was cut.
 */
async function serve(stalledMs: number): Promise<Served> {
  let given: number | undefined;
  const api = new Hono<ApiEnv>().get("/", (c) => {
    const { socket } = c.env.outgoing;
    c.env.outgoing.on("close", () => (given = socket?.bytesWritten));
    cutWhenStalled(c.env.outgoing, stalledMs);
    const { body, bytes } = inPieces(TEXT, c.env.outgoing, createAnswerRoom());
    return new Response(body, { headers: { "Content-Length": String(bytes) } });
  });
  server = createServer(getRequestListener(api.fetch)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = requirePort(server.address());
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: "127.0.0.1", agent: false }, resolve).on("error", reject);
  });
  return { answer, given: () => given };
}

describe("a large answer", () => {
  it("arrives whole, with its length", async () => {
    const { answer } = await serve(30_000);
    expect(answer.headers["content-length"]).toBe(String(BYTES));
    const pieces: Buffer[] = [];
    for await (const piece of answer) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(Buffer.from(TEXT))).toBe(true);
  });

  it("waits for its reader, and is cut when that takes nothing any more", async () => {
    const { given } = await serve(1_000);
    const bytes = await until("the answer to be cut", given);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(BYTES / 2);
  });

  it("is held for readers that do not read in bounded memory, and those that do get theirs", async () => {
    const room = createAnswerRoom(ROOM_BYTES, 50);
    const text = "é😀".repeat(400_000);
    const api = new Hono<ApiEnv>().get("/", (c) => {
      const { body, bytes } = inPieces(text, c.env.outgoing, room);
      return new Response(body, { headers: { "Content-Length": String(bytes) } });
    });
    api.onError((error) => new Response(error.message, { status: 503 }));
    server = createServer(getRequestListener(api.fetch)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const port = requirePort(server.address());
    const open = () =>
      new Promise<IncomingMessage | undefined>((resolve) => {
        get({ port, host: "127.0.0.1", agent: false }, resolve).on("error", () => resolve(undefined));
      });
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    let highest = 0;
    // 60 readers of 2.4 MB, none of which takes anything: 144 MB, if all of it were held.
    for (let n = 0; n < 60; n += 1) {
      const answer = await open();
      answer?.on("error", () => undefined);
      if (answer?.statusCode === 503) await new Promise((resolve) => setTimeout(resolve, 60));
      collectGarbage();
      highest = Math.max(highest, process.memoryUsage().arrayBuffers - before);
    }
    expect(highest).toBeLessThan(ROOM_BYTES * 2);
    const reading = await until("room for a good reader", async () => {
      const answer = await open();
      return answer?.statusCode === 200 ? answer : undefined;
    });
    let bytes = 0;
    for await (const piece of reading) bytes += Buffer.from(piece).length;
    expect(bytes).toBe(Buffer.byteLength(text));
  }, 60_000);

  it("is one that a connection does not hold", () => {
    expect([isLarge("x".repeat(64 * 1024)), isLarge("x".repeat(64 * 1024 + 1))]).toEqual([false, true]);
  });
});
