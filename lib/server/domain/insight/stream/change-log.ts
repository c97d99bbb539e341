import type pg from "pg";

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

const KEPT = "interval '15 minutes'";
/** A watch lasts this long after its last renewal; one that was nearly over may have been overlooked by somebody. */
const WATCH = "interval '15 minutes'";
const NEARLY_OVER = "interval '1 minute'";
const ROWS_MAX = 2_000;

export type Changes = {
  /** Where a reader continues that has seen these. */
  cursor: StreamCursor;
  /** One for each transaction and workspace, oldest transaction first. */
  rows: { workspaceId: string; xid: string; eventIds: string[] }[];
  /** There were too many to read: rows are missing. */
  isTruncated: boolean;
};

type Row = { horizon: string; at: string; workspace_id: string | null; xid: string; event_ids: string[] };

/** The changes of these workspaces by transactions from `from` on, and the horizon of the same snapshot. */
export async function readChanges(pool: pg.Pool, workspaceIds: readonly string[], from: bigint): Promise<Changes> {
  const { rows } = await pool.query<Row>({
    name: "read-changes",
    text: `
      select s.horizon::text, s.at::text, c.workspace_id, c.xid::text, c.event_ids
      from (
        select pg_snapshot_xmin(pg_current_snapshot()) as horizon, floor(extract(epoch from clock_timestamp()))::bigint as at
      ) s
      left join lateral (
        select workspace_id, xid, event_ids from event_changes
        where workspace_id = any($1::uuid[]) and xid >= $2::text::xid8
        order by xid limit ${ROWS_MAX + 1}
      ) c on true`,
    values: [workspaceIds, String(from)],
  });
  const found = rows.flatMap(({ workspace_id: workspaceId, xid, event_ids: eventIds }) =>
    workspaceId === null ? [] : [{ workspaceId, xid, eventIds }],
  );
  return {
    cursor: { xid: BigInt(rows[0]?.horizon ?? 0), atSeconds: Number(rows[0]?.at) },
    rows: found.slice(0, ROWS_MAX),
    isTruncated: found.length > ROWS_MAX,
  };
}

export type Watch = { workspaceId: string; since: bigint | undefined };

/**
 * Renews the watches, so that changes of these workspaces are written down. A new one has no `since` yet: transactions
 * that had begun before may not know of it, so it is complete only when all below `begun` have ended.
 */
export async function renewWatches(
  pool: pg.Pool,
  workspaceIds: readonly string[],
): Promise<{ watches: Watch[]; begun: bigint }> {
  const { rows } = await pool.query<{ workspace_id: string; since: string | null }>(
    `insert into event_watches as w (workspace_id, expires_at)
     select id, clock_timestamp() + ${WATCH} from unnest($1::uuid[]) as t (id) order by id
     on conflict (workspace_id) do update set expires_at = excluded.expires_at,
       since = case when w.expires_at > clock_timestamp() + ${NEARLY_OVER} then w.since end
     returning workspace_id, since::text`,
    [workspaceIds],
  );
  const { rows: snapshots } = await pool.query<{ begun: string }>(
    "select pg_snapshot_xmax(pg_current_snapshot())::text as begun",
  );
  const watches = rows.map((row) => ({
    workspaceId: row.workspace_id,
    since: row.since === null ? undefined : BigInt(row.since),
  }));
  return { watches, begun: BigInt(snapshots[0]?.begun ?? 0) };
}

export async function settleWatch(pool: pg.Pool, workspaceId: string, since: bigint): Promise<void> {
  await pool.query("update event_watches set since = $2::text::xid8 where workspace_id = $1 and since is null", [
    workspaceId,
    String(since),
  ]);
}

/** Forgets changes that no cursor reaches any more. What still runs, or began not long ago, stays. */
export async function pruneChanges(pool: pg.Pool): Promise<void> {
  await pool.query(
    `delete from event_changes where changed_at < now() - ${KEPT} and xid < pg_snapshot_xmin(pg_current_snapshot())`,
  );
  await pool.query(`delete from event_watches where expires_at < now() - ${WATCH}`);
}
