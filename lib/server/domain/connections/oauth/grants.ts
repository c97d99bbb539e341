import { eq, and, isNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Disconnection } from "#lib/contracts/connections.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections, oauthTokens } from "#lib/server/db/schema/connections.ts";
import type { Account } from "#lib/server/providers/contract.ts";
import type { Access } from "#lib/server/providers/kit/access.ts";
import { loaded, refused, type Loaded } from "#lib/server/providers/kit/fault.ts";
import type { TokenGrant } from "#lib/server/providers/kit/oauth-descriptor.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import { withAccount } from "../check-settings.ts";
import type { ConnectionRow } from "../connection.ts";
import type { ConnectionsApp } from "../context.ts";
import { accessWith } from "../provider-access.ts";
import { type OAuthOptions, resolveEndpoints, optionsIn } from "./endpoints.ts";
import { type OAuthDestination, createOAuthClient } from "./oauth-destination.ts";
import { openTokens } from "./stored-tokens.ts";
import { type Granted, requestRevocation } from "./token-endpoint.ts";

/** What was granted, with the account that it is for. */
export type PendingGrant = { granted: Granted; account: Account };

const PendingGrantJson = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
  scopes: z.array(z.string()).optional(),
  captured: z.record(z.string(), z.unknown()),
  requested_at: z.coerce.date(),
  account: z.object({ id: z.string(), label: z.string(), metadata: z.record(z.string(), z.unknown()).optional() }),
});

const pendingGrantPlace = (attemptId: string) => `oauth_attempts/${attemptId}/grant` as const;

/** For a grant that waits in its attempt until somebody has decided about it. */
export function sealPendingGrant(
  sealer: Sealer,
  attemptId: string,
  { granted, account }: PendingGrant,
): Promise<string> {
  const { grant, captured, requestedAt } = granted;
  const held: z.input<typeof PendingGrantJson> = {
    access_token: grant.accessToken,
    refresh_token: grant.refreshToken,
    expires_in: grant.expiresInSeconds,
    scopes: grant.scopes && [...grant.scopes],
    captured: captured.ok ? captured.value : {},
    requested_at: requestedAt.toISOString(),
    account,
  };
  return sealer.seal(JSON.stringify(held), pendingGrantPlace(attemptId));
}

export async function openPendingGrant(sealer: Sealer, attemptId: string, sealed: string): Promise<PendingGrant> {
  const held = PendingGrantJson.parse(JSON.parse(await sealer.open(sealed, pendingGrantPlace(attemptId))));
  const { id, label, metadata } = held.account;
  return {
    granted: {
      grant: {
        accessToken: held.access_token,
        refreshToken: held.refresh_token,
        expiresInSeconds: held.expires_in,
        scopes: held.scopes,
      },
      captured: loaded(held.captured),
      requestedAt: held.requested_at,
    },
    account: { id, label, ...(metadata === undefined ? {} : { metadata }) },
  };
}

/** The provider's API with an access token that belongs to no connection, or not any more. It is never renewed. */
export function grantedAccess(
  app: Pick<ConnectionsApp, "egress" | "env" | "log">,
  destination: OAuthDestination,
  { accessToken, metadata }: { accessToken: string; metadata: Record<string, unknown> },
): Access {
  const token = { value: accessToken, version: 0 };
  const tokens = {
    current: () => Promise.resolve(loaded(token)),
    renew: () =>
      Promise.resolve(refused("auth_failed", "The provider does not accept the access that it has just granted")),
  };
  return accessWith(app, destination, { metadata, secrets: {} }, tokens);
}

type Row = Pick<ConnectionRow, "id" | "metadata">;

/** The tokens of a connection that is about to lose them, to be taken back; undefined when they do not open. */
export async function openPersistedGrant(
  db: Queryable,
  { sealer, log }: Pick<ConnectionsApp, "sealer" | "log">,
  destination: OAuthDestination,
  { id, metadata }: Row,
): Promise<UnusedGrant | undefined> {
  const [row] = await db.select().from(oauthTokens).where(eq(oauthTokens.id, id));
  if (row === undefined) return undefined;
  try {
    const tokens = await openTokens(sealer, id, row.tokensSealed);
    const grant = { accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
    return { destination, grant, metadata: { ...metadata, ...tokens.captured }, connectionId: id };
  } catch (error) {
    log.error({ err: error, connection: id }, "Tokens could not be opened, so they cannot be revoked at the provider");
    return undefined;
  }
}

/** Takes back at the provider what was granted and has found no place. The account is missing when nobody said it. */
export function revokeGrant(
  app: DisconnectDeps,
  destination: OAuthDestination,
  { granted, account }: Pick<PendingGrant, "granted"> & Partial<PendingGrant>,
  options: OAuthOptions,
): Promise<Disconnection> {
  const { grant, captured } = granted;
  const known = { ...options, ...(captured.ok ? captured.value : {}) };
  const { metadata } = withAccount({ metadata: known, secrets: {} }, account);
  return disconnectGrant(app, { destination, grant, metadata, connectionId: undefined });
}

/** Somebody waits for the answer, and the provider's is only a courtesy. */
const TIMEOUT_MS = 5_000;

export type UnusedGrant = {
  destination: OAuthDestination;
  grant: Pick<TokenGrant, "accessToken" | "refreshToken">;
  /** Of the connection, or as one would have had it; the account in it is missing when it could not be found out. */
  metadata: Record<string, unknown>;
  /** The connection that does not use it any more. */
  connectionId: string | undefined;
};

export type DisconnectDeps = Pick<ConnectionsApp, "db" | "env" | "egress" | "log">;

/**
 * Takes back at the provider what nobody uses any more. Many providers know one grant for an app and an account, so it
 * is kept while another connection uses the same account. Waits for a bounded time, and never throws.
 */
export async function disconnectGrant(app: DisconnectDeps, unused: UnusedGrant): Promise<Disconnection> {
  const { destination, connectionId } = unused;
  const { name, type } = destination.integration;
  try {
    if (await isUsedElsewhere(app.db, unused)) return { status: "kept", message: KEPT };
    const client = revocationClient(app, unused);
    const isPossible = resolveEndpoints(client.oauth, client.operator, client.options).revocation !== undefined;
    if (!isPossible && client.oauth.onDisconnect === undefined) {
      return { status: "unsupported", message: `${name} does not support revoking access from here` };
    }
    const done = await revoke(app, unused);
    if (done.ok) return { status: "revoked" };
    app.log.warn({ type, connection: connectionId, problem: done.fault.message }, "A grant was not revoked");
    return { status: "failed", message: done.fault.message };
  } catch (error) {
    app.log.error({ err: error, type, connection: connectionId }, "A grant was not revoked");
    return { status: "failed", message: `${name} could not be notified` };
  }
}

const KEPT = "Access is kept at the provider, because another connection may share it";

function revocationClient(app: DisconnectDeps, { destination, metadata }: UnusedGrant) {
  const timeoutMs = Math.min(TIMEOUT_MS, app.env.deliveryTimeoutMs);
  return createOAuthClient(app, destination, optionsIn(destination.oauth, metadata), timeoutMs);
}

async function revoke(app: DisconnectDeps, unused: UnusedGrant): Promise<Loaded<undefined>> {
  const { destination, grant, metadata } = unused;
  const client = revocationClient(app, unused);
  const access = grantedAccess(app, destination, { accessToken: grant.accessToken, metadata });
  const told = await destination.oauth.onDisconnect?.({ ...access, timeoutMs: client.timeoutMs });
  const revoked = await requestRevocation(client, grant);
  return told === undefined || told.ok ? revoked : told;
}

/** With an account that is not known, any connection of the type may be of the same one. */
async function isUsedElsewhere(db: Queryable, { destination, metadata, connectionId }: UnusedGrant): Promise<boolean> {
  const { account_id: account } = metadata;
  const isOther = and(
    eq(connections.type, destination.integration.type),
    isNull(connections.deletedAt),
    connectionId === undefined ? undefined : ne(connections.id, connectionId),
    typeof account === "string" ? sql`${connections.metadata} ->> 'account_id' = ${account}` : undefined,
  );
  const [other] = await db.select({ id: connections.id }).from(connections).where(isOther).limit(1);
  return other !== undefined;
}
