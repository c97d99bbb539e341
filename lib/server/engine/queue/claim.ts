import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";
import { toClaimed, type ClaimedRow, type ClaimedRuleEvent, type PlaceHolder } from "./claimed.ts";

/** `quarantined`: what was lost again and again. Claimed one at a time. */
export type ClaimKind = "ordinary" | "quarantined";

const PARAMETERS = ["lease_token", "lease_seconds", "workspace_ids", "connection_ids", "places"] as const;

export const CLAIM = {
  ordinary: loadStatement(import.meta.dirname, "claim", PARAMETERS),
  quarantined: loadStatement(import.meta.dirname, "claim-quarantined", PARAMETERS),
};

export type Lease = { leaseToken: string; leaseMs: number };
/** How many deliveries of a connection may start. */
export type Given<H extends PlaceHolder = PlaceHolder> = { holder: H; places: number };

/** Claims what these connections were given. */
export async function claimGiven(
  client: pg.Pool | pg.PoolClient,
  lease: Lease,
  given: readonly Given[],
  kind: ClaimKind = "ordinary",
): Promise<ClaimedRuleEvent[]> {
  if (given.length === 0) return [];
  const { rows } = await client.query<ClaimedRow>(claimQuery(lease, given, kind));
  const holders = new Map(given.map(({ holder }) => [holder.connectionId, holder]));
  return rows.flatMap((row) => {
    const holder = holders.get(row.connection_id);
    return holder === undefined ? [] : [toClaimed(row, holder)];
  });
}

export function claimQuery({ leaseToken, leaseMs }: Lease, given: readonly Given[], kind: ClaimKind): pg.QueryConfig {
  return CLAIM[kind].prepared({
    lease_token: leaseToken,
    lease_seconds: leaseMs / 1000,
    workspace_ids: given.map(({ holder }) => holder.workspaceId),
    connection_ids: given.map(({ holder }) => holder.connectionId),
    places: given.map(({ places }) => places),
  });
}
