import { eq, sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#lib/server/db/database.ts";
import { oauthTokens } from "#lib/server/db/schema/oauth.ts";
import type { OAuthDescriptor, TokenGrant } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import { sealTokens } from "./stored-tokens.ts";
import type { Granted } from "./token-endpoint.ts";

export type PersistTokensInput = {
  connectionId: string;
  workspaceId: string;
  oauth: OAuthDescriptor;
  granted: Granted;
};

/**
 * Stores what a person has just granted, in place of whatever was there. Waits for a renewal under way, which can take
 * as long as its provider: call it in a reconnect before the connection is locked.
 */
export async function persistTokens(
  tx: Transaction,
  sealer: Sealer,
  { connectionId, workspaceId, oauth, granted }: PersistTokensInput,
): Promise<void> {
  const { grant, captured, requestedAt } = granted;
  const tokensSealed = await sealTokens(sealer, connectionId, {
    access_token: grant.accessToken,
    refresh_token: grant.refreshToken,
    captured: captured.ok ? captured.value : {},
  });
  const values = { tokensSealed, ...tokenTimes(oauth, grant, requestedAt) };
  await tx
    .insert(oauthTokens)
    .values({ id: connectionId, workspaceId, ...values })
    .onConflictDoUpdate({ target: oauthTokens.id, set: { ...values, version: sql`${oauthTokens.version} + 1` } });
}

/** Forgets them, as when a connection is disconnected or deleted. Waits as `storeTokens` does. */
export async function deleteTokens(tx: Transaction, connectionId: string): Promise<void> {
  await tx.delete(oauthTokens).where(eq(oauthTokens.id, connectionId));
}

/** The idle renewals of connections that were made together drift apart by up to this share. */
const JITTER = 0.1;

/**
 * By the database's clock, which all nodes share. The life counts from the request, so that it is never overrated. An end
 * that nothing can be done about is no end: the provider says so itself when it comes.
 */
export function tokenTimes(
  { idleRefreshMs, refresh }: OAuthDescriptor,
  { expiresInSeconds, refreshToken }: TokenGrant,
  requestedAt: Date,
): { expiresAt: SQL | null; idleRefreshAt: SQL | null; refreshedAt: SQL } {
  const ageSeconds = (clock.nowMs() - requestedAt.getTime()) / 1000;
  const isIdle = idleRefreshMs !== undefined && refreshToken !== undefined;
  const idleSeconds = ((idleRefreshMs ?? 0) / 1000) * (1 - Math.random() * JITTER);
  return {
    expiresAt: expiresInSeconds === undefined || refresh === "none" ? null : inSeconds(expiresInSeconds - ageSeconds),
    idleRefreshAt: isIdle ? inSeconds(idleSeconds) : null,
    refreshedAt: inSeconds(-ageSeconds),
  };
}

const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;
