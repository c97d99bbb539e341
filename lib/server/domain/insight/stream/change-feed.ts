import type pg from "pg";
import type { EventRecord } from "#lib/contracts/events.ts";
import type { StreamMessage } from "#lib/contracts/stream.ts";
import type { Database } from "#lib/server/db/database.ts";
import { readChanges, type Changes } from "./change-log.ts";
import { isResumable, type StreamCursor } from "./cursor.ts";
import { readEvents } from "./read-events.ts";
import type { Subscriber } from "./subscriber.ts";
import { createWatches } from "./watches.ts";

const TOO_MANY: readonly StreamMessage[] = [{ event: "resync", data: { reason: "too_many_changes" } }];
const NOTHING: readonly StreamMessage[] = [];

function toMessages(found: EventRecord[] | "too_many"): readonly StreamMessage[] {
  return found === "too_many" ? TOO_MANY : found.map((data) => ({ event: "event", data }));
}

/**
 * Reads what has changed and tells the subscribers. Changes of transactions that end late appear below newer ones, so
 * each reading starts again at the horizon of the last one and leaves out what it knows.
 */
export function createChangeFeed({ pool, db }: { pool: pg.Pool; db: Database }) {
  const watches = createWatches(pool);
  let cursor: StreamCursor | undefined;
  let known = new Set<string>();

  async function publish(changes: Changes, live: readonly Subscriber[]): Promise<void> {
    const fresh = changes.rows.filter(({ xid }) => !known.has(xid));
    const events = new Map([...(await readEvents(db, fresh))].map(([id, found]) => [id, toMessages(found)]));
    for (const subscriber of live) {
      const messages = changes.isTruncated ? TOO_MANY : (events.get(subscriber.workspaceId) ?? NOTHING);
      subscriber.send(subscriber.visible(messages), changes.cursor);
    }
    cursor = changes.cursor;
    known = new Set(changes.rows.map(({ xid }) => xid).filter((xid) => BigInt(xid) >= changes.cursor.xid));
  }

  /** From `now` on it is told everything; what was before, it either gets or is told to read again. */
  async function start(subscriber: Subscriber, now: StreamCursor): Promise<void> {
    const since = watches.since(subscriber.workspaceId);
    if (subscriber.isLive || since === undefined) return;
    const missed = await readMissed(subscriber, now, since);
    subscriber.isLive = true;
    const ready: StreamMessage = { event: "ready", data: { resumed: missed !== undefined } };
    subscriber.send([ready, ...(missed ?? [])], now);
  }

  async function readMissed({ resumeFrom, workspaceId, visible }: Subscriber, now: StreamCursor, since: bigint) {
    if (resumeFrom === undefined || !isResumable(resumeFrom, now, since)) return undefined;
    const { rows, isTruncated } = await readChanges(pool, [workspaceId], resumeFrom.xid);
    const events = (await readEvents(db, rows)).get(workspaceId) ?? [];
    return isTruncated || events === "too_many" ? undefined : visible(toMessages(events));
  }

  return {
    cursor: (): StreamCursor | undefined => cursor,
    /** Tells the subscribers what is new, and starts those that wait as soon as nothing of theirs can be missed. */
    next: async (subscribers: readonly Subscriber[]): Promise<void> => {
      for (const lapsed of await watches.keep(watchedWorkspaces(subscribers))) restart(subscribers, lapsed);
      const live = subscribers.filter(({ isLive }) => isLive);
      const changes = await readChanges(pool, [...watchedWorkspaces(live)], cursor?.xid ?? 0n);
      await publish(changes, live);
      await watches.settle(changes.cursor.xid);
      for (const subscriber of subscribers) await start(subscriber, changes.cursor);
    },
  };
}

function watchedWorkspaces(subscribers: readonly Subscriber[]): Set<string> {
  return new Set(subscribers.map(({ workspaceId }) => workspaceId));
}

function restart(subscribers: readonly Subscriber[], workspaceId: string): void {
  for (const subscriber of subscribers.filter((one) => one.workspaceId === workspaceId)) {
    subscriber.isLive = false;
    subscriber.resumeFrom = undefined;
  }
}
