import { eq, sql } from "drizzle-orm";
import type { Retry } from "#lib/contracts/retries.ts";
import { retries } from "#lib/server/db/schema/retries.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { EventsContext } from "../context.ts";
import { getRetry, requireRetry, type RetryPath } from "./get-retry.ts";

/** Stops what has not been started again yet. Repeating it changes nothing; 409 when it had come to its end. */
export async function cancelRetry(ctx: EventsContext, path: RetryPath): Promise<Retry> {
  await ctx.db.transaction(async (tx) => {
    const row = await requireRetry(tx, ctx, path, "update");
    if (row.status === "completed") throw new AppError("conflict", "This retry is completed");
    if (row.status === "canceled") return;
    await tx
      .update(retries)
      .set({ status: "canceled", completedAt: sql`now()` })
      .where(eq(retries.id, row.id));
  });
  return getRetry(ctx, path);
}
