import { randomUUID } from "node:crypto";
import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "#lib/server/runtime/errors.ts";

const LINGER_MS = 1_000;
const REFUSAL = JSON.stringify(new AppError("bad_request", "The request is malformed").toEnvelope());

function headers(): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "X-Request-Id": randomUUID(),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
}

/** For what came in and is hardly HTTP: no request could be made of it, so no route has seen it. */
export function answerMalformed(): Response {
  return new Response(REFUSAL, { status: 400, headers: headers() });
}

/** The same for what not even Node takes for a request: broken lines, headers without end. Then the connection ends. */
export function refuseBrokenRequests(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (_request, response) => {
    if (response.socket !== null) answering.set(response.socket, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const response = answering.get(socket);
    // Into an answer that has begun nothing else may be written.
    const isAnswered = response !== undefined && response.headersSent && !response.writableFinished;
    if (error.code === "ECONNRESET" || !socket.writable || isAnswered) return void socket.destroy();
    const lines = Object.entries({ ...headers(), "Content-Length": REFUSAL.length, Connection: "close" });
    // Time to read the answer, then the connection is gone, whatever else is sent.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
    socket.end(
      `HTTP/1.1 400 Bad Request\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${REFUSAL}`,
    );
  });
}
