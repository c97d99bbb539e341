import { and, eq, inArray, sql } from "drizzle-orm";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Database, Queryable } from "#lib/server/db/database.ts";
import { actionData } from "#lib/server/db/schema/connections.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { requireConnection, type ConnectionRow } from "../connection.ts";
import type { ConnectionsContext } from "../context.ts";

export type ReadItems = { key: string; items: ActionDataItem[] };

const AGE_MAX_MS = 60_000;

/** What was read within the last minute. Nothing that is older than the settings: those may be another account's. */
export async function findActionData(
  db: Database,
  { id, updatedAt }: Pick<ConnectionRow, "id" | "updatedAt">,
  keys: readonly string[],
): Promise<ReadItems[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .select()
    .from(actionData)
    .where(and(eq(actionData.connectionId, id), inArray(actionData.key, [...keys])));
  return rows.filter(({ readAt }) => readAt >= updatedAt && clock.nowMs() - readAt.getTime() < AGE_MAX_MS);
}

/** `readAt` is when reading began: settings that were saved meanwhile then count as newer. */
export async function storeActionData(
  ctx: ConnectionsContext,
  connectionId: string,
  read: readonly ReadItems[],
  readAt: Date,
): Promise<void> {
  if (read.length === 0) return;
  await ctx.db.transaction(async (tx) => {
    // Reading took time: the connection may have been deleted meanwhile, and what was read from it with it.
    await requireConnection(tx, ctx.scope, connectionId, "for update");
    await tx
      .insert(actionData)
      .values(read.map(({ key, items }) => ({ connectionId, key, items, readAt })))
      .onConflictDoUpdate({
        target: [actionData.connectionId, actionData.key],
        set: { items: sql`excluded.items`, readAt: sql`excluded.read_at` },
        setWhere: sql`${actionData.readAt} <= excluded.read_at`,
      });
  });
}

/** With other settings, another grant, or none any more. */
export async function eraseActionData(tx: Queryable, connectionId: string): Promise<void> {
  await tx.delete(actionData).where(eq(actionData.connectionId, connectionId));
}
