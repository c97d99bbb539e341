import { and, desc, eq, lt } from "drizzle-orm";
import type { Page, PageQuery } from "../../contracts/primitives.ts";
import type { Workspace } from "../../contracts/workspaces.ts";
import type { ServiceContext } from "../app-context.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { positionOf, toPage } from "../lists/page.ts";
import { serializeWorkspace } from "./serialize-workspace.ts";

export async function listWorkspaces(
  ctx: Pick<ServiceContext, "db" | "scope">,
  query: PageQuery,
): Promise<Page<Workspace>> {
  const { limit, before } = positionOf(query, "unpaged");
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
