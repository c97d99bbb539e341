import type { CreateWorkspace, Workspace } from "#lib/contracts/workspaces.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { eventTypes, publishableKeys, workspaces } from "#lib/server/db/schema/workspaces.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { TenancyContext } from "../context.ts";
import { newPublishableKey } from "./new-publishable-key.ts";
import { serializeWorkspace } from "./serialize-workspace.ts";

/** The event type that every workspace starts with. */
const FIRST_EVENT_TYPE = "contact.created";

/** Creates the workspace with its publishable key, in one transaction. A duplicate name is a conflict. */
export async function createWorkspace(
  ctx: Pick<TenancyContext, "db" | "scope" | "actor">,
  input: CreateWorkspace,
): Promise<{ workspace: Workspace }> {
  const id = uuidv7();
  try {
    const row = await ctx.db.transaction(async (tx) => {
      const [created] = await tx
        .insert(workspaces)
        .values({
          id,
          organizationId: ctx.scope.organizationId,
          name: input.name,
          description: input.description ?? null,
        })
        .returning();
      await tx.insert(publishableKeys).values(newPublishableKey(id));
      await tx.insert(eventTypes).values({
        id: uuidv7(),
        workspaceId: id,
        key: FIRST_EVENT_TYPE,
        label: FIRST_EVENT_TYPE,
        createdBy: ctx.actor,
      });
      return created;
    });
    if (row === undefined) throw new Error("The workspace was not returned by its insert");
    return { workspace: serializeWorkspace(row) };
  } catch (error) {
    if (isUniqueViolation(error, "workspaces_name")) throw duplicateWorkspaceName(error);
    throw error;
  }
}

export function duplicateWorkspaceName(cause: unknown): AppError {
  const data = [{ param: "name", msg: "Another workspace has this name" }];
  return new AppError("conflict", "A workspace with this name exists", { data, cause });
}
