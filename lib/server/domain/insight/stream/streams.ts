import type { Principal } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { readCursor } from "./change-log.ts";
import { toStreamCaller } from "./find-revoked.ts";
import type { StreamHub } from "./stream-hub.ts";
import { createSubscriber, type Subscriber } from "./subscriber.ts";

/** Open streams of one session, or of one machine key, on one node. */
export const STREAMS_PER_CALLER_MAX = 8;
/** Open streams of one node. */
const STREAMS_MAX = 2_000;
/** A machine token lives for seconds and says only who calls; its stream lasts this long, unless the key is revoked. */
const MACHINE_STREAM_MS = 3_600_000;

export type Streams = {
  /** The body of a stream on a workspace that the caller can reach. */
  open(request: { principal: Principal; workspaceId: string; lastEventId: string | undefined }): ReadableStream;
  close(): Promise<void>;
};

type Holder = { callerId: string; organizationId: string };

function tooMany(message: string): AppError {
  return new AppError("too_many_requests", message, { headers: { "Retry-After": "10" } });
}

/** The open streams of this node: how many, of whom, and their end. */
export function createStreams(hub: StreamHub, streamsMax = STREAMS_MAX): Streams {
  const open = new Map<Subscriber, Holder>();
  let isClosed = false;

  function requireRoom({ callerId, organizationId }: Holder): void {
    if (isClosed || open.size >= streamsMax) {
      throw new AppError("unavailable", "No stream can be opened right now", { headers: { "Retry-After": "2" } });
    }
    const held = [...open.values()];
    if (held.filter((other) => other.callerId === callerId).length >= STREAMS_PER_CALLER_MAX) {
      throw tooMany(`At most ${STREAMS_PER_CALLER_MAX} streams at a time`);
    }
    // Half of what others leave: however many organizations there are, there is room for one more.
    const own = held.filter((other) => other.organizationId === organizationId).length;
    const share = Math.max(1, Math.floor((streamsMax - (open.size - own)) / 2));
    if (own >= share) throw tooMany(`This organization has ${own} streams open, which is its limit on this server`);
  }

  return {
    open: ({ principal, workspaceId, lastEventId }) => {
      const caller = toStreamCaller(principal);
      const holder = { callerId: caller.id, organizationId: principal.scope.organizationId };
      requireRoom(holder);
      const subscriber = createSubscriber({
        workspaceId,
        resourceScope: principal.scope.resourceScope,
        resumeFrom: readCursor(lastEventId),
        expiresAt:
          principal.kind === "session"
            ? principal.session.accessExpiresAt.getTime()
            : clock.nowMs() + MACHINE_STREAM_MS,
        onGone: () => {
          hub.remove(subscriber);
          open.delete(subscriber);
        },
      });
      open.set(subscriber, holder);
      hub.add(subscriber, caller);
      return subscriber.body;
    },
    close: () => {
      isClosed = true;
      return hub.close();
    },
  };
}
