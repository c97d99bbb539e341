/**
 * A place in the changes of the database: every transaction below `xid` had ended when it was made. Ids of
 * transactions are in the order of their beginning, not of their end, so "below what still runs" is the only place
 * before which nothing can appear any more.
 */
export type StreamCursor = { xid: bigint; atSeconds: number };

/** Changes are kept a little longer than this. */
const CURSOR_SECONDS_MAX = 600;
const FORM = /^(\d{1,19})-(\d{1,12})$/;

export function writeCursor({ xid, atSeconds }: StreamCursor): string {
  return `${xid}-${atSeconds}`;
}

/** What a client sent back as `Last-Event-ID`; undefined when it is none of ours. */
export function readCursor(text: string | undefined): StreamCursor | undefined {
  const [, xid, atSeconds] = FORM.exec(text ?? "") ?? [];
  return xid === undefined || atSeconds === undefined ? undefined : { xid: BigInt(xid), atSeconds: Number(atSeconds) };
}

/** Whether everything that changed since is still known: watched since, not pruned, and of this very database. */
export function isResumable(cursor: StreamCursor, now: StreamCursor, watchedSince: bigint): boolean {
  const age = now.atSeconds - cursor.atSeconds;
  return cursor.xid >= watchedSince && cursor.xid <= now.xid && age >= 0 && age <= CURSOR_SECONDS_MAX;
}
