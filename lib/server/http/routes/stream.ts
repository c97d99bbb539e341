import { StreamHeaders, StreamMessage } from "#lib/contracts/stream.ts";
import { openStream } from "#lib/server/domain/insight/stream/open-stream.ts";
import { param, route } from "../route.ts";

export const streamRoutes = [
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/stream",
    operationId: "streamWorkspace",
    tag: "Workspaces",
    summary: "Stream new and changed events",
    description:
      "Server-sent events; read them with `fetch`, because the credential is a header. Each message has an `event` and " +
      "JSON `data`, as in the schema. `ready` comes first: with `resumed: false`, or after `resync`, read the events " +
      "again. Sent back as `Last-Event-ID`, the last `id` continues where the stream was cut off, on any node, for ten " +
      "minutes: nothing is missed, and some events may come twice. The stream ends with the token that opened it.",
    isExtension: true,
    access: { machine: true, session: "read_events" },
    requestHeaders: StreamHeaders,
    response: StreamMessage,
    produces: "text/event-stream",
    handle: ({ ctx, principal, params, header }) =>
      openStream(ctx, principal, {
        workspaceId: param(params, "workspace_id"),
        lastEventId: header("last-event-id"),
      }),
  }),
];
