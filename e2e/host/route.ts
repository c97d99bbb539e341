import type { IncomingMessage } from "node:http";
import type { Reply } from "./http.ts";

export type RouteCall = { request: IncomingMessage; url: URL; params: Record<string, string> };
type RouteHandler = (call: RouteCall) => Promise<Reply> | Reply;
export type Route = { method: string; path: RegExp; handle: RouteHandler };

/** `path` is the source of a regular expression for the whole path; named groups become `params`. */
export function defineRoute(method: string, path: string, handle: RouteHandler): Route {
  return { method, path: new RegExp(`^${path}$`), handle };
}
