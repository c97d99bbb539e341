import { eq, and, isNull, sql } from "drizzle-orm";
import type { CreateRule, Rule, PatchRule, RuleMetadata, DeletedRule } from "#lib/contracts/rules.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { cancelOpenRuleEvents } from "#lib/server/db/queries/rule-events.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import { type ConnectionsContext, requireConnection } from "#lib/server/domain/connections/index.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { notFound } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import { duplicateRule, requireMetadata, requireResourceScope } from "./check-rule.ts";
import { serializeRule, requireRule, serializeDeletedRule } from "./read-rules.ts";
import { requireRoomForRule } from "./rules-per-event.ts";

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

type Row = typeof rules.$inferSelect;

/**
 * The next event is matched by the rule as it is after this. Deliveries that exist already are neither stopped by
 * switching the rule off nor moved by another filter; their next attempt uses the new metadata.
 */
export async function patchRule(ctx: ConnectionsContext, ruleId: string, patch: PatchRule): Promise<Rule> {
  const checked = patch.metadata === undefined ? undefined : await checkMetadata(ctx, ruleId, patch.metadata);
  const expected = patch.expected_version ?? checked?.version;
  const row = await ctx.db.transaction((tx) => change(tx, ctx, ruleId, { patch, expected }));
  return serializeRule(row);
}

/** Before the rule is locked, because the provider is asked. Answers the rule as it was before. */
async function checkMetadata(ctx: ConnectionsContext, ruleId: string, metadata: RuleMetadata): Promise<Row> {
  const rule = await requireRule(ctx.db, ctx.scope, ruleId);
  const scope = { ...ctx.scope, workspaceId: rule.workspaceId };
  const connection = await requireConnection(ctx.db, scope, rule.connectionId);
  await requireMetadata(ctx, connection, metadata);
  return rule;
}

type Change = { patch: PatchRule; expected: number | undefined };

async function change(
  tx: Transaction,
  ctx: ConnectionsContext,
  ruleId: string,
  { patch, expected }: Change,
): Promise<Row> {
  const current = await requireRule(tx, ctx.scope, ruleId, "for update");
  requireVersion(expected, current.version, "rule");
  const values = toRowValues(patch);
  if (Object.keys(values).length === 0) return current;
  const changed = { ...current, ...values };
  requireResourceScope(ctx.scope, changed);
  if (changed.active && mayMatchMore(current, changed)) await requireRoomForRule(tx, changed);
  return save(tx, current.id, values);
}

/** A rule that matches what it matched before takes no room that it does not have. */
function mayMatchMore(current: Row, changed: Row): boolean {
  const isSame = (["event", "resource", "resourceId"] as const).every((key) => current[key] === changed[key]);
  return !current.active || !isSame;
}

function toRowValues(patch: PatchRule): Partial<Row> {
  return {
    ...(patch.event === undefined ? {} : { event: patch.event }),
    ...(patch.resource === undefined ? {} : { resource: patch.resource }),
    ...(patch.resource_id === undefined ? {} : { resourceId: patch.resource_id }),
    // What kept its deliveries from succeeding was the metadata that is replaced here.
    ...(patch.metadata === undefined ? {} : { metadata: patch.metadata, problem: null }),
    ...(patch.active === undefined ? {} : { active: patch.active }),
  };
}

async function save(tx: Transaction, id: string, values: Partial<Row>): Promise<Row> {
  try {
    const [row] = await tx
      .update(rules)
      .set({ ...values, updatedAt: clock.now() })
      .where(eq(rules.id, id))
      .returning();
    if (row === undefined) throw new Error("The rule was not returned by its update");
    return row;
  } catch (error) {
    if (isUniqueViolation(error, "rules_identity")) throw duplicateRule(error);
    throw error;
  }
}

/** Open deliveries of the rule are canceled; the history stays. */
export async function deleteRule(ctx: ConnectionsContext, ruleId: string): Promise<DeletedRule> {
  return ctx.db.transaction(async (tx) => {
    const row = await requireRule(tx, ctx.scope, ruleId);
    const deleted = await tx
      .update(rules)
      .set({ deletedAt: sql`now()` })
      .where(and(eq(rules.id, row.id), isNull(rules.deletedAt)))
      .returning({ id: rules.id });
    if (deleted.length === 0) throw notFound();
    await cancelOpenRuleEvents(tx, { connectionId: row.connectionId, ruleId: row.id });
    return serializeDeletedRule(row);
  });
}
