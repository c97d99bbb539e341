import { eq } from "drizzle-orm";
import type { PatchRule, Rule, RuleMetadata } from "#lib/contracts/rules.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { rules } from "#lib/server/db/schema/rules.ts";
import type { ConnectionsContext } from "#lib/server/domain/connections/context.ts";
import { requireConnection } from "#lib/server/domain/connections/get-connection.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import { duplicateRule, requireMetadata, requireResourceScope } from "./check-rule.ts";
import { requireRule } from "./get-rule.ts";
import { requireRoomForRule } from "./rules-per-event.ts";
import { serializeRule } from "./serialize-rule.ts";

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
