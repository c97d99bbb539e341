import { eq } from "drizzle-orm";
import type { UpdateWorkspace, Workspace } from "#lib/contracts/workspaces.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { workspaces } from "#lib/server/db/schema/workspaces.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import type { TenancyContext } from "../context.ts";
import { duplicateWorkspaceName } from "./create-workspace.ts";
import { requireWorkspace } from "./get-workspace.ts";
import { serializeWorkspace } from "./serialize-workspace.ts";

/** A missing `description` stays as it is, `null` clears it. */
export async function updateWorkspace(
  ctx: TenancyContext,
  workspaceId: string,
  input: UpdateWorkspace,
): Promise<Workspace> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const description = input.description === undefined ? {} : { description: input.description };
  try {
    return await ctx.db.transaction(async (tx) => {
      const [current] = await tx.select().from(workspaces).where(eq(workspaces.id, id)).for("no key update");
      if (current === undefined) throw notFound();
      requireVersion(input.expected_version, current.version, "workspace");
      const values = { name: input.name, ...description, updatedAt: clock.now() };
      const [row] = await tx.update(workspaces).set(values).where(eq(workspaces.id, id)).returning();
      if (row === undefined) throw notFound();
      return serializeWorkspace(row);
    });
  } catch (error) {
    if (isUniqueViolation(error, "workspaces_name")) throw duplicateWorkspaceName(error);
    throw error;
  }
}
