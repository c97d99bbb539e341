import type { Principal } from "../app-context.ts";
import { AppError } from "../errors.ts";
import { readCursor } from "./cursor.ts";
import { callerOf } from "./find-revoked.ts";
import type { StreamHub } from "./stream-hub.ts";
import { createSubscriber, type Subscriber } from "./subscriber.ts";

/** Open streams of one session, or of one machine key, on one node. */
export const STREAMS_PER_CALLER_MAX = 8;
const STREAMS_MAX = 2_000;
/** A machine token lives for seconds and says only who calls; its stream lasts this long, unless the key is revoked. */
const MACHINE_STREAM_MS = 3_600_000;

export type Streams = {
  /** The body of a stream on a workspace that the caller can reach. */
  open(request: { principal: Principal; workspaceId: string; lastEventId: string | undefined }): ReadableStream;
  close(): Promise<void>;
};

/** The open streams of this node: how many, of whom, and their end. */
export function createStreams(hub: StreamHub): Streams {
  const open = new Map<Subscriber, string>();
  let isClosed = false;

  function requireRoom(callerId: string): void {
    if (isClosed || open.size >= STREAMS_MAX) {
      throw new AppError("unavailable", "No stream can be opened right now", { headers: { "Retry-After": "2" } });
    }
    if ([...open.values()].filter((id) => id === callerId).length >= STREAMS_PER_CALLER_MAX) {
      throw new AppError("too_many_requests", `At most ${STREAMS_PER_CALLER_MAX} streams at a time`, {
        headers: { "Retry-After": "10" },
      });
    }
  }

  return {
    open: ({ principal, workspaceId, lastEventId }) => {
      const caller = callerOf(principal);
      requireRoom(caller.id);
      const subscriber = createSubscriber({
        workspaceId,
        pair: principal.scope.pair,
        resumeFrom: readCursor(lastEventId),
        expiresAt:
          principal.kind === "session" ? principal.session.accessExpiresAt.getTime() : Date.now() + MACHINE_STREAM_MS,
        onGone: () => {
          hub.remove(subscriber);
          open.delete(subscriber);
        },
      });
      open.set(subscriber, caller.id);
      hub.add(subscriber, caller);
      return subscriber.body;
    },
    close: () => {
      isClosed = true;
      return hub.close();
    },
  };
}
