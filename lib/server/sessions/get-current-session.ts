import { launchPagesOf, type CurrentSession } from "../../contracts/sessions.ts";
import type { Scope, ServiceContext, SessionGrant } from "../app-context.ts";
import { capabilitiesOf } from "../auth/permissions.ts";
import { requireWorkspace } from "../workspaces/get-workspace.ts";

export async function getCurrentSession(ctx: ServiceContext, session: SessionGrant): Promise<CurrentSession> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, session.workspaceId);
  return {
    session_id: session.id,
    workspace_id: workspace.id,
    workspace_name: workspace.name,
    role: session.role,
    session_type: session.sessionType,
    ...pairOf(ctx.scope),
    scopes: [...session.scopes],
    pages: [...launchPagesOf(session.sessionType)],
    capabilities: capabilitiesOf(session),
    expires_at: session.accessExpiresAt.toISOString(),
  };
}

function pairOf({ pair }: Scope) {
  return pair === undefined ? {} : { resource: pair.resource, resource_id: pair.resourceId };
}
