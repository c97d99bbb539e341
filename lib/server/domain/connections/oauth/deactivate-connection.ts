import { addMetadata, deactivateUnlessReconnected, type TokensInForce } from "../connection.ts";
import type { ConnectionsApp } from "../context.ts";

/**
 * The access is over for good: the connection is inactive until a person connects again, and its deliveries wait.
 * Only when these very tokens are still the ones in force. Connections are locked alone, never together with tokens.
 */
export async function deactivateConnection(
  { db, log }: Pick<ConnectionsApp, "db" | "log">,
  inForce: TokensInForce,
  why: "expired" | "revoked",
): Promise<void> {
  const reason = why === "revoked" ? "oauth_authorization_revoked" : "oauth_reauthorization_required";
  const isNews = await db.transaction((tx) => deactivateUnlessReconnected(tx, inForce, reason));
  if (isNews) log.info({ connection: inForce.connectionId, reason }, "A connection has lost its access");
}

/**
 * Shows what a renewal said about the account (its API may have moved). The connection does not count as edited:
 * deliveries under way go on, and take the news from the tokens.
 */
export async function saveCaptured(
  { db }: Pick<ConnectionsApp, "db">,
  inForce: TokensInForce,
  captured: Record<string, unknown>,
): Promise<void> {
  await db.transaction((tx) => addMetadata(tx, inForce, captured));
}
