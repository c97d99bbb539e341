import { and, desc, eq, isNull } from "drizzle-orm";
import type { WorkspaceDetail } from "#lib/contracts/workspaces.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { publishableKeys, workspaces } from "#lib/server/db/schema/workspaces.ts";
import { type Scope, inScope, requireId } from "#lib/server/db/scope.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import type { TenancyContext } from "../context.ts";
import { serializeWorkspace } from "./serialize-workspace.ts";

/** The workspace's row when the caller can reach it, else 404. */
export async function requireWorkspace(db: Queryable, scope: Scope, workspaceId: string) {
  const [row] = await db
    .select()
    .from(workspaces)
    .where(and(eq(workspaces.id, requireId(workspaceId)), inScope(db, workspaces.id, scope)));
  if (row === undefined) throw notFound();
  return row;
}

/** The caller's scope, narrowed to one workspace when a list names one; 404 when the caller cannot reach it. */
export async function narrowScope(ctx: TenancyContext, workspaceId: string | undefined): Promise<Scope> {
  if (workspaceId === undefined) return ctx.scope;
  return { ...ctx.scope, workspaceId: (await requireWorkspace(ctx.db, ctx.scope, workspaceId)).id };
}

export async function getWorkspace(
  ctx: Pick<TenancyContext, "db" | "scope">,
  workspaceId: string,
): Promise<WorkspaceDetail> {
  const row = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const key = await currentPublishableKey(ctx.db, row.id);
  return { ...serializeWorkspace(row), publishable_key: { public_key: key.publicKey, name: key.name } };
}

/** The key that has no end; every workspace has exactly one. */
export async function currentPublishableKey(db: Queryable, workspaceId: string) {
  const [key] = await db
    .select()
    .from(publishableKeys)
    .where(and(eq(publishableKeys.workspaceId, workspaceId), isNull(publishableKeys.expiresAt)))
    .orderBy(desc(publishableKeys.id))
    .limit(1);
  if (key === undefined) throw new Error(`Workspace ${workspaceId} has no publishable key`);
  return key;
}
