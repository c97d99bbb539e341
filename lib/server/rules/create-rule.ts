import type { ErrorDetail } from "../../contracts/errors.ts";
import type { CreateRule, Rule, RuleMetadata } from "../../contracts/rules.ts";
import type { Integration } from "../../contracts/integrations.ts";
import type { Scope, ServiceContext } from "../app-context.ts";
import { requireConnection } from "../connections/get-connection.ts";
import { isUniqueViolation } from "../db/pg-error.ts";
import type { Transaction } from "../db/database.ts";
import { rules } from "../db/schema/rules.ts";
import { requireDestination } from "../connections/check-settings.ts";
import { AppError } from "../errors.ts";
import { uuidv7 } from "../ids.ts";
import { requireWorkspace } from "../workspaces/get-workspace.ts";
import { serializeRule } from "./serialize-rule.ts";

/** A rule is live as soon as this returns. An identical rule is a conflict; a connection elsewhere does not exist. */
export async function createRule(ctx: ServiceContext, input: CreateRule): Promise<{ rule: Rule }> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, input.workspace);
  requirePair(ctx.scope, input);
  const row = await ctx.db.transaction((tx) => insertRule(tx, ctx, input, workspace.id));
  return { rule: serializeRule(row) };
}

/** A resource session makes rules only inside its pair; leaving the pair out would match events beyond it. */
function requirePair({ pair }: Scope, input: CreateRule): void {
  if (pair === undefined) return;
  const isInside = input.resource === pair.resource && input.resource_id === pair.resourceId;
  if (!isInside) throw new AppError("forbidden", "This session can only make rules for its own resource");
}

async function insertRule(tx: Transaction, ctx: ServiceContext, input: CreateRule, workspaceId: string) {
  // The lock keeps the connection from being deleted between this check and the commit.
  const connection = await requireConnection(tx, { ...ctx.scope, workspaceId }, input.connection, "for update");
  const problems = metadataProblems(requireDestination(connection.type).integration, input.metadata);
  if (problems.length > 0) throw new AppError("bad_request", "Validation failed", { data: problems });
  try {
    const [row] = await tx
      .insert(rules)
      .values({
        id: uuidv7(),
        workspaceId,
        connectionId: connection.id,
        type: connection.type,
        event: input.event,
        resource: input.resource ?? null,
        resourceId: input.resource_id ?? null,
        metadata: input.metadata,
        active: input.active,
        hidden: input.hidden,
        createdBy: ctx.actor,
      })
      .returning();
    if (row === undefined) throw new Error("The rule was not returned by its insert");
    return row;
  } catch (error) {
    if (isUniqueViolation(error, "rules_identity"))
      throw new AppError("conflict", "An identical rule exists", { cause: error });
    throw error;
  }
}

/** The action must be one of the integration's, with every field that it requires. */
function metadataProblems(integration: Integration, metadata: RuleMetadata): ErrorDetail[] {
  const action = Object.hasOwn(integration.actions, metadata.action) ? integration.actions[metadata.action] : undefined;
  if (action === undefined) {
    const known = Object.keys(integration.actions).join(", ");
    return [{ param: "metadata.action", msg: `Not an action of ${integration.name}: one of ${known}` }];
  }
  const required = (action.data ?? []).filter((input) => input.required === true).map((input) => input.field);
  return required
    .filter((field) => typeof metadata[field] !== "string" || metadata[field] === "")
    .map((field) => ({ param: `metadata.${field}`, msg: "Required" }));
}
