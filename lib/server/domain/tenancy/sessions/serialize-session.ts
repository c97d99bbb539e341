import type { RefreshedSession, SessionRecord } from "#lib/contracts/sessions.ts";
import type { sessions } from "#lib/server/db/schema/sessions.ts";

type Row = typeof sessions.$inferSelect;

function serializeResource(row: Row) {
  const { resource, resourceId } = row;
  return resource === null || resourceId === null ? {} : { resource, resource_id: resourceId };
}

export function serializeRefreshedSession(row: Row, accessToken: string, now: Date): RefreshedSession {
  return {
    session_id: row.id,
    access_token: accessToken,
    expires_in: Math.ceil((row.accessExpiresAt.getTime() - now.getTime()) / 1000),
    expires_at: row.accessExpiresAt.toISOString(),
    workspace_id: row.workspaceId,
    role: row.role,
    session_type: row.sessionType,
    ...serializeResource(row),
  };
}

/** An expired session that was not revoked stays `active`, with `is_expired`. */
export function serializeSessionRecord(row: Row, now: Date): SessionRecord {
  return {
    session_id: row.id,
    workspace_id: row.workspaceId,
    role: row.role,
    ...(row.externalUserId === null ? {} : { external_user_id: row.externalUserId }),
    status: row.revokedAt === null ? "active" : "revoked",
    created_at: row.createdAt.toISOString(),
    expires_at: row.accessExpiresAt.toISOString(),
    is_expired: row.accessExpiresAt <= now,
    session_type: row.sessionType,
    ...serializeResource(row),
  };
}
