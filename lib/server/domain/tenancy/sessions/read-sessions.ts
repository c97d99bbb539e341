import { and, eq, desc, isNotNull, isNull, lt } from "drizzle-orm";
import type { Page } from "#lib/contracts/primitives.ts";
import {
  launchPagesFor,
  type CurrentSession,
  type ListSessionsQuery,
  type SessionRecord,
  type RefreshedSession,
} from "#lib/contracts/sessions.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { sessions } from "#lib/server/db/schema/tenancy.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { TenancyContext } from "../context.ts";
import { listCapabilities } from "../keys/permissions.ts";
import type { SessionGrant } from "../principal.ts";
import { requireWorkspace } from "../workspaces/read-workspaces.ts";

const SESSION_ID = /^sess_[0-9a-f-]{36}$/;

/** A session of the caller's organization; nothing for an id that is none. */
export async function findSession(db: Queryable, scope: Scope, sessionId: string, lock?: "for update") {
  if (!SESSION_ID.test(sessionId)) return undefined;
  const query = db
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.organizationId, scope.organizationId)));
  const [row] = lock === undefined ? await query : await query.for("update");
  return row;
}

export async function getCurrentSession(ctx: TenancyContext, session: SessionGrant): Promise<CurrentSession> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, session.workspaceId);
  return {
    session_id: session.id,
    workspace_id: workspace.id,
    workspace_name: workspace.name,
    role: session.role,
    session_type: session.sessionType,
    ...serializeResourceScope(ctx.scope),
    scopes: [...session.scopes],
    pages: [...launchPagesFor(session.sessionType)],
    capabilities: listCapabilities(session),
    expires_at: session.accessExpiresAt.toISOString(),
  };
}

function serializeResourceScope({ resourceScope }: Scope) {
  return resourceScope === undefined ? {} : { resource: resourceScope.resource, resource_id: resourceScope.resourceId };
}

const PREFIX = "sess_";

export async function listSessions(ctx: TenancyContext, query: ListSessionsQuery): Promise<Page<SessionRecord>> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, query.workspace_id);
  const { limit, before } = readPosition(query);
  const now = clock.now();
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.workspaceId, workspace.id),
        statusIs(query.status),
        query.resource === undefined ? undefined : eq(sessions.resource, query.resource),
        query.resource_id === undefined ? undefined : eq(sessions.resourceId, query.resource_id),
        before === undefined ? undefined : lt(sessions.id, PREFIX + before),
      ),
    )
    .orderBy(desc(sessions.id))
    .limit(limit + 1);
  return toPage(
    rows,
    limit,
    (row) => serializeSessionRecord(row, now),
    (row) => row.id.slice(PREFIX.length),
  );
}

function statusIs(status: ListSessionsQuery["status"]) {
  if (status === undefined) return undefined;
  return status === "revoked" ? isNotNull(sessions.revokedAt) : isNull(sessions.revokedAt);
}

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
