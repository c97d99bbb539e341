import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { RefreshReason, WorkspaceMessage } from "#lib/contracts/messages.ts";
import { systemClock } from "#lib/embed/clock.ts";
import { SessionStore } from "#lib/embed/session-store.ts";
import { connectApi } from "../../client/api.ts";

export type Seen = { method: string; url: string; token: string; body: string; headers: IncomingMessage["headers"] };
export type Handler = (seen: Seen, response: ServerResponse) => void;

export function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req_1" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

export function envelope(name: string, message: string, data?: unknown) {
  return { message: "Reason Phrase", error: { name, message, data } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** For tests: a real server on a free port, a real session store, and a host that answers with the tokens given. */
export async function startLocalApi(handler: Handler, hostTokens: string[] = []) {
  const seen: Seen[] = [];
  const asked: (RefreshReason | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const token = headers.authorization?.replace("Bearer ", "") ?? "";
    const call = { method, url, token, headers, body: await readBody(request) };
    seen.push(call);
    handler(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const post = (message: WorkspaceMessage) => {
    if (message.type !== "meshes:token-refresh") return;
    asked.push(message.reason);
    const next = hostTokens.shift();
    if (next !== undefined) setTimeout(() => tokens.accept(next), 5);
  };
  const tokens = new SessionStore({ clock: systemClock, post });
  const stopTimers = tokens.start();
  connectApi({ baseUrl: `http://127.0.0.1:${port}`, tokens });
  const stop = () => {
    stopTimers();
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { seen, asked, tokens, stop };
}
