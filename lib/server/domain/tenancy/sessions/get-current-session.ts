import { launchPagesFor, type CurrentSession } from "#lib/contracts/sessions.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import type { TenancyContext } from "../context.ts";
import { listCapabilities } from "../keys/permissions.ts";
import type { SessionGrant } from "../principal.ts";
import { requireWorkspace } from "../workspaces/get-workspace.ts";

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

function serializeResourceScope({ pair }: Scope) {
  return pair === undefined ? {} : { resource: pair.resource, resource_id: pair.resourceId };
}
