import { and, eq, isNull, sql } from "drizzle-orm";
import type { DeletedConnection } from "../../contracts/connections.ts";
import { eraseActionData } from "../action-data/stored-action-data.ts";
import type { ServiceContext } from "../app-context.ts";
import { connections } from "../db/schema/connections.ts";
import { fieldCatalogs } from "../db/schema/field-catalogs.ts";
import { mappings } from "../db/schema/mappings.ts";
import { rules } from "../db/schema/rules.ts";
import { AppError } from "../errors.ts";
import { cancelOpenRuleEvents } from "../rule-events/cancel-open.ts";
import { requireConnection } from "./get-connection.ts";

/**
 * Refused with 409 while active rules use the connection, unless forced. Its rules go with it, open deliveries are
 * canceled, its secrets, its mapping and what was read from its account are erased; the history keeps its name.
 */
export async function deleteConnection(
  ctx: ServiceContext,
  connectionId: string,
  force: boolean,
): Promise<DeletedConnection> {
  return ctx.db.transaction(async (tx) => {
    const row = await requireConnection(tx, ctx.scope, connectionId, "for update");
    const ofConnection = and(eq(rules.connectionId, row.id), isNull(rules.deletedAt));
    const activeRules = await tx.$count(rules, and(ofConnection, eq(rules.active, true)));
    if (activeRules > 0 && !force) {
      throw new AppError(
        "conflict",
        `${activeRules} active rule(s) use this connection: delete them first, or send force_delete`,
      );
    }
    await tx
      .update(rules)
      .set({ deletedAt: sql`now()` })
      .where(ofConnection);
    await tx
      .update(connections)
      .set({ deletedAt: sql`now()`, updatedAt: sql`now()`, secretsSealed: null, metadata: {} })
      .where(eq(connections.id, row.id));
    await tx.delete(mappings).where(eq(mappings.connectionId, row.id));
    await tx.delete(fieldCatalogs).where(eq(fieldCatalogs.connectionId, row.id));
    await eraseActionData(tx, row.id);
    await cancelOpenRuleEvents(tx, { connectionId: row.id });
    return { id: row.id, type: row.type };
  });
}
