import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { chatRoute } from "./chat-route.ts";
import { emitRoute } from "./emit-route.ts";
import type { HostOptions } from "./host-options.ts";
import { HttpError, type Reply, jsonReply, ownOrigin } from "./http.ts";
import { createMeshesApi } from "./meshes-api.ts";
import { receiverRoutes } from "./receiver-routes.ts";
import { type Receiver, createReceiver, receiverSecret } from "./receiver.ts";
import type { Route } from "./route.ts";
import { sessionRoutes } from "./session-routes.ts";
import { staticRoutes } from "./static-routes.ts";

type Host = { url: string; receiverUrl: string; close(): Promise<void> };

/** The page of a made-up company that embeds a workspace, its backend and its webhook receiver, on one origin. */
export async function startHost(options: HostOptions): Promise<Host> {
  const api = createMeshesApi(options);
  const receiver = createReceiver(receiverSecret(options.secretKey, options.workspaceId));
  const apiOrigin = new URL(options.apiUrl).origin;
  const routes = [
    ...staticRoutes([...new Set([apiOrigin, options.embedOrigin ?? apiOrigin])]),
    ...sessionRoutes(api, options.workspaceId),
    ...receiverRoutes(receiver),
    emitRoute(api, options.workspaceId),
    chatRoute(options.chat),
  ];
  const server = createServer((request, response) => void serve(routes, receiver, request, response));
  const hostname = options.hostname ?? "127.0.0.1";
  const url = `http://${hostname}:${await listen(server, options.port, hostname)}`;
  return { url, receiverUrl: `${url}/receiver`, close: () => close(server) };
}

async function serve(routes: Route[], receiver: Receiver, request: IncomingMessage, response: ServerResponse) {
  try {
    const url = new URL(request.url ?? "/", "http://host.invalid");
    if (/^\/receiver(\/|$)/.test(url.pathname)) return await receiver.handle(request, response, url);
    const reply = await route(routes, request, url);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  } catch (cause) {
    const reply = errorReply(cause);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }
}

async function route(routes: Route[], request: IncomingMessage, url: URL): Promise<Reply> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method !== "GET") ownOrigin(request.headers);
  const reachable = routes.filter((candidate) => candidate.path.test(url.pathname));
  const found = reachable.find((candidate) => candidate.method === method);
  if (found === undefined) throw new HttpError(reachable.length > 0 ? 405 : 404, "Nothing here");
  return found.handle({ request, url, params: { ...found.path.exec(url.pathname)?.groups } });
}

function errorReply(cause: unknown): Reply {
  if (cause instanceof HttpError) return jsonReply(cause.status, cause.body);
  console.error("[host]", cause);
  const message = "Something went wrong in the demo host; its console has the cause.";
  return jsonReply(500, { message, error: { name: "HostError", message } });
}

function listen(server: Server, port: number, hostname: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
