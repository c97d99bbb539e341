import type pg from "pg";
import { claimFrom, CLAIMED_ROWS, dueConnections, type ClaimKind } from "./claim-sql.ts";
import { toClaimed, type ClaimedRow, type ClaimedRuleEvent } from "./claimed.ts";
import { paceColumns, type Paces } from "./pace/pace.ts";
import { pacedAmong, pacesFrom } from "./pace/pace-sql.ts";

// One statement. Connections of paced types are left to the paced claim; when the first of them can go is told along
// the way, so that nothing has to ask for them while there are none.
const claimSql = (kind: ClaimKind) => `
  with ${pacesFrom(7)}, due as materialized (
    select c.id, c.type, c.workspace_id, coalesce(b.free, $6::int) as free
    from ${dueConnections(kind)}
    left join unnest($4::uuid[], $5::int[]) as b(connection_id, free) on b.connection_id = c.id
  ), ${claimFrom(kind, "due where type <> all($7)")}
  select f.paced_in_ms, k.*
  from (
    select ceil(extract(epoch from min(ready_at) - now()) * 1000)::float8 as paced_in_ms
    from (${pacedAmong(kind, "due")}) paced
  ) f
  left join (${CLAIMED_ROWS}) k on true`;

const CLAIM_SQL: Record<ClaimKind, string> = { ordinary: claimSql("ordinary"), suspect: claimSql("suspect") };

export type ClaimRequest = {
  leaseToken: string;
  leaseMs: number;
  limit: number;
  perConnection: number;
  limited: readonly { connectionId: string; free: number }[];
  paces: Paces;
  kind?: ClaimKind;
};

export type Claim = {
  claimed: ClaimedRuleEvent[];
  /** When a paced connection with something due can start it; undefined when there is none. */
  pacedInMs: number | undefined;
};

type Row = { paced_in_ms: number | null } & (ClaimedRow | { id: null });

export async function claimRuleEvents(pool: pg.Pool, request: ClaimRequest): Promise<Claim> {
  const { kind = "ordinary" } = request;
  const { rows } = await pool.query<Row>({
    name: `claim-${kind}-rule-events`,
    text: CLAIM_SQL[kind],
    values: [
      request.limit,
      request.leaseToken,
      request.leaseMs / 1000,
      request.limited.map(({ connectionId }) => connectionId),
      request.limited.map(({ free }) => free),
      request.perConnection,
      ...paceColumns(request.paces),
    ],
  });
  const claimed = rows.flatMap((row) => (row.id === null ? [] : [toClaimed(row)]));
  return { claimed, pacedInMs: rows[0]?.paced_in_ms ?? undefined };
}
