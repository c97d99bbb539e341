import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { RotatedPublishableKey } from "#lib/contracts/workspaces.ts";
import { KEYS_CHANNEL } from "#lib/server/db/channels.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { publishableKeys, workspaces } from "#lib/server/db/schema/workspaces.ts";
import type { TenancyContext } from "../context.ts";
import { currentPublishableKey, requireWorkspace } from "./get-workspace.ts";
import { newPublishableKey } from "./new-publishable-key.ts";

/**
 * Gives the workspace a new publishable key. The current one works for the grace period, and no key that was rotated
 * away before it works longer than that: with 0 every older key ends on every node at once.
 */
export async function rotatePublishableKey(
  ctx: Pick<TenancyContext, "db" | "scope">,
  workspaceId: string,
  graceSeconds: number,
): Promise<RotatedPublishableKey> {
  const { id } = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  return ctx.db.transaction(async (tx) => {
    // One rotation of a workspace at a time, so that it always has exactly one key without an end.
    await tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, id)).for("no key update");
    const previous = await currentPublishableKey(tx, id);
    const expiresAt = await endOlderKeys(tx, id, graceSeconds);
    const made = newPublishableKey(id);
    await tx.insert(publishableKeys).values({ ...made, name: previous.name });
    await tx.execute(sql`select pg_notify(${KEYS_CHANNEL}, '')`);
    return {
      publishable_key: { public_key: made.publicKey, name: previous.name },
      previous_key: { public_key: previous.publicKey, name: previous.name, expires_at: expiresAt.toISOString() },
    };
  });
}

async function endOlderKeys(tx: Transaction, workspaceId: string, graceSeconds: number): Promise<Date> {
  const isOfWorkspace = eq(publishableKeys.workspaceId, workspaceId);
  const end = sql`date_trunc('milliseconds', now()) + make_interval(secs => ${graceSeconds})`;
  await tx.delete(publishableKeys).where(and(isOfWorkspace, lte(publishableKeys.expiresAt, sql`now()`)));
  const [ended] = await tx
    .update(publishableKeys)
    .set({ expiresAt: end })
    .where(and(isOfWorkspace, or(isNull(publishableKeys.expiresAt), gt(publishableKeys.expiresAt, end))))
    .returning({ expiresAt: publishableKeys.expiresAt });
  if (ended === undefined || ended.expiresAt === null)
    throw new Error(`Workspace ${workspaceId} had no publishable key to end`);
  return ended.expiresAt;
}
