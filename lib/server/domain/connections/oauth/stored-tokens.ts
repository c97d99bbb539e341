import { sql, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { Queryable, Transaction } from "#lib/server/db/database.ts";
import { oauthTokens } from "#lib/server/db/schema/connections.ts";
import { withStatementLimit } from "#lib/server/db/statement-limits.ts";
import type { OAuthDescriptor, TokenGrant } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import type { Granted } from "./token-endpoint.ts";

/** What of a grant is kept, sealed. */
export const StoredTokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  /** What the last answer said about where the API is. In force before the connection's metadata. */
  captured: z.record(z.string(), z.unknown()).default({}),
});
export type StoredTokens = z.infer<typeof StoredTokens>;

const tokensPlace = (connectionId: string) => `oauth_tokens/${connectionId}/tokens` as const;

export function sealTokens(sealer: Sealer, connectionId: string, tokens: StoredTokens): Promise<string> {
  return sealer.seal(JSON.stringify(tokens), tokensPlace(connectionId));
}

export async function openTokens(sealer: Sealer, connectionId: string, sealed: string): Promise<StoredTokens> {
  return StoredTokens.parse(JSON.parse(await sealer.open(sealed, tokensPlace(connectionId))));
}

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
