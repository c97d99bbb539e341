import type { RetryCreated, RetryFilter } from "#lib/contracts/retries.ts";
import { isUniqueViolation } from "#lib/server/db/pg-error.ts";
import { retries } from "#lib/server/db/schema/retries.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/workspaces/get-workspace.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { EventsContext } from "../context.ts";
import { withDefaults } from "./matching.ts";
import { serializeRetry } from "./serialize-retry.ts";

/**
 * Starts everything again that matches and had ended before this moment, in the background. One at a time in a
 * workspace: 409 while another one runs.
 */
export async function createRetry(ctx: EventsContext, workspaceId: string, given: RetryFilter): Promise<RetryCreated> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const { pair } = ctx.scope;
  const filter = withDefaults(given);
  const row = await insert(ctx, {
    id: uuidv7(),
    workspaceId: workspace.id,
    resource: pair?.resource ?? null,
    resourceId: pair?.resourceId ?? null,
    filter,
    // The worker counts before its first step, so that nobody waits here for a long history.
    matching: 0,
    isExact: false,
    createdBy: ctx.actor,
  });
  await ctx.wakeWorkers();
  return { retry: serializeRetry(row) };
}

async function insert(ctx: EventsContext, values: typeof retries.$inferInsert) {
  try {
    const [row] = await ctx.db.insert(retries).values(values).returning();
    if (row === undefined) throw new Error("The retry was not returned by its insert");
    return row;
  } catch (error) {
    if (!isUniqueViolation(error, "retries_running")) throw error;
    throw new AppError("conflict", "A bulk retry of this workspace is running: wait for its end, or cancel it", {
      cause: error,
    });
  }
}
