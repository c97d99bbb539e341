import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { portOf } from "#lib/testing/free-port.ts";
import { until } from "#lib/testing/until.ts";
import type { ApiEnv } from "./api-app.ts";
import { cutWhenStalled, inPieces, isLarge } from "./large-answer.ts";

/** More than all buffers on the way hold. */
const TEXT = "é😀".repeat(3_000_000);
const BYTES = Buffer.byteLength(TEXT);

let server: Server | undefined;
afterEach(() => void server?.close());

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
    const { body, bytes } = inPieces(TEXT);
    return new Response(body, { headers: { "Content-Length": String(bytes) } });
  });
  server = createServer(getRequestListener(api.fetch)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
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

  it("is one that a connection does not hold", () => {
    expect([isLarge("x".repeat(64 * 1024)), isLarge("x".repeat(64 * 1024 + 1))]).toEqual([false, true]);
  });
});
