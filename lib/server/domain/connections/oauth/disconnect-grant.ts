import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Disconnection } from "#lib/contracts/connections.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { connections } from "#lib/server/db/schema/connections.ts";
import type { Loaded } from "#lib/server/providers/kit/fault.ts";
import type { TokenGrant } from "#lib/server/providers/kit/oauth-descriptor.ts";
import type { ConnectionsApp } from "../context.ts";
import { resolveEndpoints, optionsIn } from "./endpoints.ts";
import { grantedAccess } from "./granted-access.ts";
import { createOAuthClient, type OAuthDestination } from "./oauth-destination.ts";
import { requestRevocation } from "./token-endpoint.ts";

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
      return { status: "unsupported", message: `${name} has no way to take access back from here` };
    }
    const done = await revoke(app, unused);
    if (done.ok) return { status: "revoked" };
    app.log.warn({ type, connection: connectionId, problem: done.fault.message }, "A grant was not taken back");
    return { status: "failed", message: done.fault.message };
  } catch (error) {
    app.log.error({ err: error, type, connection: connectionId }, "A grant was not taken back");
    return { status: "failed", message: `${name} could not be told` };
  }
}

const KEPT = "The access stays with the provider, because it may be shared with another connection";

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
