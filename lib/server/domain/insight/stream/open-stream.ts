import { type Principal, requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import type { InsightContext } from "../context.ts";

/** Server-sent events of what changes in a workspace, or in the resource of a resource session. */
export async function openStream(
  ctx: InsightContext,
  principal: Principal,
  call: { workspaceId: string; lastEventId: string | undefined },
): Promise<ReadableStream> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, call.workspaceId);
  return ctx.streams.open({ principal, workspaceId: id, lastEventId: call.lastEventId });
}
