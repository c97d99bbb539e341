import { eq, and, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { CreateWorkspace, Workspace, UpdateWorkspace, RotatedPublishableKey } from "#lib/contracts/workspaces.ts";
import type { Transaction } from "#lib/server/db/database.ts";
import { KEYS_CHANNEL } from "#lib/server/db/notifications.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { eventTypes, publishableKeys, workspaces } from "#lib/server/db/schema/tenancy.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, notFound } from "#lib/server/runtime/errors.ts";
import { uuidv7, randomBase62 } from "#lib/server/runtime/ids.ts";
import { requireVersion } from "#lib/server/runtime/versions.ts";
import type { TenancyContext } from "../context.ts";
import { toLookup } from "../keys/publishable-keys.ts";
import { serializeWorkspace, requireWorkspace, currentPublishableKey } from "./read-workspaces.ts";

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

/** `mesh_pub_<workspace part>_<key id>_<32 base62 characters>`: no part holds an underscore. */
export function newPublishableKey(workspaceId: string) {
  const id = uuidv7();
  const workspacePart = workspaceId.replaceAll("-", "").slice(-12);
  const keyPart = id.replaceAll("-", "").slice(-12);
  const publicKey = `mesh_pub_${workspacePart}_${keyPart}_${randomBase62(32)}`;
  return {
    id,
    workspaceId,
    lookup: toLookup(publicKey),
    publicKey,
    name: "Default publishable key",
  } satisfies typeof publishableKeys.$inferInsert;
}

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
