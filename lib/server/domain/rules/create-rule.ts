import type { CreateRule, Rule } from "#lib/contracts/rules.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import type { ConnectionsContext } from "#lib/server/domain/connections/context.ts";
import { requireConnection } from "#lib/server/domain/connections/get-connection.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { duplicateRule, requireMetadata, requireResourceScope } from "./check-rule.ts";
import { requireRoomForRule } from "./rules-per-event.ts";
import { serializeRule } from "./serialize-rule.ts";

/** A rule is live as soon as this returns. An identical rule is a conflict; a connection elsewhere does not exist. */
export async function createRule(ctx: ConnectionsContext, input: CreateRule): Promise<{ rule: Rule }> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, input.workspace);
  requireResourceScope(ctx.scope, { resource: input.resource, resourceId: input.resource_id });
  const scope = { ...ctx.scope, workspaceId: workspace.id };
  await requireMetadata(ctx, await requireConnection(ctx.db, scope, input.connection), input.metadata);
  const row = await ctx.db.transaction((tx) => insertRule(tx, { ...ctx, scope }, input, workspace.id));
  return { rule: serializeRule(row) };
}

async function insertRule(tx: Transaction, ctx: ConnectionsContext, input: CreateRule, workspaceId: string) {
  // The lock keeps the connection from being deleted between this check and the commit.
  const connection = await requireConnection(tx, ctx.scope, input.connection, "for update");
  const id = uuidv7();
  const filters = { event: input.event, resource: input.resource ?? null, resourceId: input.resource_id ?? null };
  if (input.active) await requireRoomForRule(tx, { id, workspaceId, ...filters });
  try {
    const [row] = await tx
      .insert(rules)
      .values({
        id,
        workspaceId,
        ...filters,
        connectionId: connection.id,
        type: connection.type,
        metadata: input.metadata,
        active: input.active,
        hidden: input.hidden,
        createdBy: ctx.actor,
      })
      .returning();
    if (row === undefined) throw new Error("The rule was not returned by its insert");
    return row;
  } catch (error) {
    if (isUniqueViolation(error, "rules_identity")) throw duplicateRule(error);
    throw error;
  }
}
