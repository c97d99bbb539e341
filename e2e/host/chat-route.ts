import type { HostOptions } from "./host-options.ts";
import { jsonReply } from "./http.ts";
import { type Route, defineRoute } from "./route.ts";

const SHOWN = 20;

/** The newest messages of the team chat; `records` is null where there is no chat. */
export function chatRoute(chat: HostOptions["chat"]): Route {
  return defineRoute("GET", "/backend/chat", () => {
    const messages = chat?.() ?? null;
    return jsonReply(200, { records: messages === null ? null : messages.slice(-SHOWN).toReversed() });
  });
}
