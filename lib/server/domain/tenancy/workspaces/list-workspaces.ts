import { and, desc, eq, lt } from "drizzle-orm";
import type { Page, PageQuery } from "#lib/contracts/primitives.ts";
import type { Workspace } from "#lib/contracts/workspaces.ts";
import { readPosition, toPage } from "#lib/server/db/page.ts";
import { workspaces } from "#lib/server/db/schema/workspaces.ts";
import type { TenancyContext } from "../context.ts";
import { serializeWorkspace } from "./serialize-workspace.ts";

export async function listWorkspaces(
  ctx: Pick<TenancyContext, "db" | "scope">,
  query: PageQuery,
): Promise<Page<Workspace>> {
  const { limit, before } = readPosition(query, "unpaged");
  const rows = await ctx.db
    .select()
    .from(workspaces)
    .where(
      and(
        eq(workspaces.organizationId, ctx.scope.organizationId),
        before === undefined ? undefined : lt(workspaces.id, before),
      ),
    )
    .orderBy(desc(workspaces.id))
    .limit(limit + 1);
  return toPage(rows, limit, serializeWorkspace, (row) => row.id);
}
