import { z } from "zod";
import { EventRecord } from "./events.ts";

/** Why a stream ends: the credential was revoked or has expired, or this server stops. */
export const StreamEndReason = z.enum(["revoked", "expired", "stopping"]);
export type StreamEndReason = z.infer<typeof StreamEndReason>;

/** What arrives on `GET /workspaces/{id}/stream`: `event` is the event field of a message, `data` its JSON. Extension. */
export const StreamMessage = z
  .discriminatedUnion("event", [
    z.object({
      event: z.literal("ready").meta({ description: "Changes follow from here on." }),
      data: z.object({
        resumed: z.boolean().meta({ description: "False: what changed before is unknown, read it again." }),
      }),
    }),
    z.object({ event: z.literal("event").meta({ description: "An event is new or has changed." }), data: EventRecord }),
    z.object({
      event: z.literal("resync").meta({ description: "More changed than was sent: read again." }),
      data: z.object({ reason: z.enum(["slow_reader", "too_many_changes"]) }),
    }),
    z.object({
      event: z.literal("end").meta({ description: "The last message." }),
      data: z.object({ reason: StreamEndReason }),
    }),
  ])
  .meta({ id: "StreamMessage" });
export type StreamMessage = z.infer<typeof StreamMessage>;

/** Goes on after the last message with this id. One that is too old, or of nobody, starts anew: `ready` then says so. */
export const StreamHeaders = z.object({ "last-event-id": z.string().optional() });
