import { eq, sql } from "drizzle-orm";
import { sessions } from "#lib/server/db/schema/tenancy.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { TenancyApp } from "../context.ts";
import type { Principal } from "../principal.ts";

/**
 * The caller of a session access token. What it may do is read from the session's row on every call, so revocation
 * and refresh take effect at once on every node. The token before the last refresh is accepted for its grace period.
 */
export async function authenticateSession(app: TenancyApp, token: string): Promise<Principal> {
  const result = await app.signer.verify("meshes-embed", token);
  if (result.kind !== "valid") throw new AppError("unauthorized", "Authentication required");
  const [row] = await app.db
    .select({
      session: sessions,
      isPreviousAccepted: sql<boolean>`coalesce(${sessions.previousTokenUntil} > now(), false)`,
    })
    .from(sessions)
    .where(eq(sessions.id, result.claims.sessionId));
  if (row === undefined || row.session.revokedAt !== null) {
    throw new AppError("unauthorized", "The session was revoked");
  }
  const behind = row.session.tokenVersion - result.claims.version;
  if (behind !== 0 && !(behind === 1 && row.isPreviousAccepted)) {
    throw new AppError("stale_token", "The session was refreshed: use its newest access token");
  }
  return toPrincipal(row.session, result.claims.expiresAt);
}

function toPrincipal(row: typeof sessions.$inferSelect, accessExpiresAt: Date): Principal {
  const { resource, resourceId } = row;
  return {
    kind: "session",
    actor: `session:${row.externalUserId ?? row.id}`,
    scope: {
      organizationId: row.organizationId,
      workspaceId: row.workspaceId,
      resourceScope: resource === null || resourceId === null ? undefined : { resource, resourceId },
    },
    session: {
      id: row.id,
      role: row.role,
      sessionType: row.sessionType,
      scopes: row.scopes,
      workspaceId: row.workspaceId,
      externalUserId: row.externalUserId ?? undefined,
      accessExpiresAt,
    },
  };
}
