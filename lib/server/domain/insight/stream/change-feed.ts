import { and, asc, eq, getTableColumns, inArray } from "drizzle-orm";
import type pg from "pg";
import type { EventRecord } from "#lib/contracts/events.ts";
import type { StreamMessage } from "#lib/contracts/stream.ts";
import type { Database } from "#lib/server/db/database.ts";
import { events } from "#lib/server/db/schema/events.ts";
import { serializeEvent } from "#lib/server/domain/events/index.ts";
import { renewWatches, settleWatch, type Changes, readChanges, isResumable, type StreamCursor } from "./change-log.ts";
import type { Subscriber } from "./subscriber.ts";

const RENEW_MS = 60_000;

type State = { renewedAt: number; begun: bigint; since: bigint | undefined };

/** Keeps a watch on every workspace that has a stream on this node. */
export function createWatches(pool: pg.Pool) {
  const states = new Map<string, State>();

  return {
    /** From where on the changes of the workspace are known; undefined while that is not sure. */
    since: (workspaceId: string): bigint | undefined => states.get(workspaceId)?.since,

    /** Renews what is due. Returns the workspaces whose changes may have been missed, because a watch had lapsed. */
    keep: async (workspaceIds: ReadonlySet<string>): Promise<string[]> => {
      for (const id of states.keys()) if (!workspaceIds.has(id)) states.delete(id);
      const now = performance.now();
      const isDue = (id: string) => now - (states.get(id)?.renewedAt ?? -Infinity) >= RENEW_MS;
      const due = [...workspaceIds].filter(isDue);
      if (due.length === 0) return [];
      const { watches, begun } = await renewWatches(pool, due);
      const lapsed = watches.filter(
        ({ workspaceId, since }) => since === undefined && states.get(workspaceId)?.since !== undefined,
      );
      for (const { workspaceId, since } of watches) states.set(workspaceId, { renewedAt: now, begun, since });
      return lapsed.map(({ workspaceId }) => workspaceId);
    },

    /** `horizon`: every transaction below it has ended. */
    settle: async (horizon: bigint): Promise<void> => {
      for (const [workspaceId, state] of states) {
        if (state.since !== undefined || horizon < state.begun) continue;
        await settleWatch(pool, workspaceId, state.begun);
        state.since = state.begun;
      }
    },
  };
}

const { payload: _payload, ...columns } = getTableColumns(events);

/** More at once is no news to read but a reason to read the list again. */
const EVENTS_MAX = 200;

/** What changed events are now, oldest first, by workspace; "too_many" where nobody would want them one by one. */
export async function readEvents(
  db: Database,
  rows: Changes["rows"],
): Promise<Map<string, EventRecord[] | "too_many">> {
  const found = new Map<string, EventRecord[] | "too_many">();
  for (const [workspaceId, changes] of Map.groupBy(rows, (row) => row.workspaceId)) {
    const ids = [...new Set(changes.flatMap(({ eventIds }) => eventIds))];
    found.set(workspaceId, ids.length > EVENTS_MAX ? "too_many" : await read(db, workspaceId, ids));
  }
  return found;
}

async function read(db: Database, workspaceId: string, ids: readonly string[]): Promise<EventRecord[]> {
  const rows = await db
    .select(columns)
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), inArray(events.id, [...ids])))
    .orderBy(asc(events.id));
  return rows.map(serializeEvent);
}

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
