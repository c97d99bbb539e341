import { and, desc, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { Page } from "#lib/contracts/primitives.ts";
import type { ListSessionsQuery, SessionRecord } from "#lib/contracts/sessions.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { sessions } from "#lib/server/db/schema/sessions.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { TenancyContext } from "../context.ts";
import { requireWorkspace } from "../workspaces/get-workspace.ts";
import { serializeSessionRecord } from "./serialize-session.ts";

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
