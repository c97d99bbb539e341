import { sql } from "drizzle-orm";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { Queryable, Transaction } from "#lib/server/db/database.ts";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";

/** How long after its wait for a lock the database may take to say so. */
const ANSWER_MS = 2_000;

/** The tokens of a connection as they are stored. `sealed` is another text after every change, so it fences writes. */
export type TokenRow = {
  sealed: string;
  version: number;
  /** By the database's clock; null when nobody knows. */
  secondsLeft: number | null;
  lifeSeconds: number | null;
  type: IntegrationType;
  metadata: Record<string, unknown>;
};

const SELECT = sql`
  select t.tokens_sealed as sealed, t.version, c.type, c.metadata,
    extract(epoch from t.expires_at - clock_timestamp())::float8 as "secondsLeft",
    extract(epoch from t.expires_at - t.refreshed_at)::float8 as "lifeSeconds"
  from oauth_tokens t join connections c on c.id = t.id and c.deleted_at is null`;

export async function readTokenRow(db: Queryable, connectionId: string): Promise<TokenRow | undefined> {
  const { rows } = await db.execute<TokenRow>(sql`${SELECT} where t.id = ${connectionId}`);
  return rows[0];
}

/**
 * Waits for whoever renews these tokens now, on any node. A session that dies without a word, or a lock that nobody
 * gives back, ends by itself.
 */
export async function lockTokenRow(
  tx: Transaction,
  connectionId: string,
  { waitMs, holdMs }: { waitMs: number; holdMs: number },
): Promise<TokenRow | undefined> {
  await tx.execute(sql`
    select set_config('lock_timeout', ${`${waitMs}ms`}, true),
      set_config('idle_in_transaction_session_timeout', ${`${holdMs}ms`}, true)`);
  const { rows } = await withStatementLimit(waitMs + ANSWER_MS, () =>
    tx.execute<TokenRow>(sql`${SELECT} where t.id = ${connectionId} for update of t`),
  );
  return rows[0];
}
