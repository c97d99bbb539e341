import type pg from "pg";
import { claimSql, type ClaimKind } from "./claim-sql.ts";
import { toClaimed, type ClaimedRow, type ClaimedRuleEvent } from "./claimed.ts";
import type { PlaceHolder } from "./place-holder.ts";

const CLAIM_SQL: Record<ClaimKind, string> = { ordinary: claimSql("ordinary"), suspect: claimSql("suspect") };

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
  return {
    name: `claim-${kind}`,
    text: CLAIM_SQL[kind],
    values: [
      leaseToken,
      leaseMs / 1000,
      given.map(({ holder }) => holder.workspaceId),
      given.map(({ holder }) => holder.connectionId),
      given.map(({ places }) => places),
    ],
  };
}
