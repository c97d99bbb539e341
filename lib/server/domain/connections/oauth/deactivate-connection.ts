import { sql } from "drizzle-orm";
import type { ConnectionsApp } from "../context.ts";

/**
 * The access is over for good: the connection is switched off until a person connects again, and its deliveries wait.
 * Only when these very tokens are still the ones in force. Connections are locked alone, never together with tokens.
 */
export async function deactivateConnection(
  { db, log }: Pick<ConnectionsApp, "db" | "log">,
  { connectionId, sealed }: { connectionId: string; sealed: string },
  why: "expired" | "revoked",
): Promise<void> {
  const reason = why === "revoked" ? "oauth_authorization_revoked" : "oauth_reauthorization_required";
  const { rowCount } = await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from connections where id = ${connectionId} for update`);
    return tx.execute(sql`
      update connections c set active = false, inactive_reason = ${reason}, updated_at = now()
      from oauth_tokens t
      where c.id = ${connectionId} and c.active and c.deleted_at is null and t.id = c.id and t.tokens_sealed = ${sealed}`);
  });
  if (rowCount === 1) log.info({ connection: connectionId, reason }, "A connection has lost its access");
}

/**
 * Shows what a renewal said about the account (its API may have moved). The connection does not count as edited:
 * deliveries under way go on, and take the news from the tokens.
 */
export async function saveCaptured(
  { db }: Pick<ConnectionsApp, "db">,
  { connectionId, sealed }: { connectionId: string; sealed: string },
  captured: Record<string, unknown>,
): Promise<void> {
  const json = JSON.stringify(captured);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from connections where id = ${connectionId} for no key update`);
    await tx.execute(sql`
      update connections c set metadata = c.metadata || ${json}::jsonb
      from oauth_tokens t
      where c.id = ${connectionId} and c.deleted_at is null and t.id = c.id and t.tokens_sealed = ${sealed}`);
  });
}
