import { RetrySkipReason, type Retry } from "#lib/contracts/retries.ts";
import type { retries } from "#lib/server/db/schema/retries.ts";

export type RetryRow = typeof retries.$inferSelect;

export function serializeRetry(row: RetryRow): Retry {
  return {
    id: row.id,
    workspace: row.workspaceId,
    ...(row.resource === null ? {} : { resource: row.resource }),
    ...(row.resourceId === null ? {} : { resource_id: row.resourceId }),
    filter: row.filter,
    status: row.status,
    matching: row.matching,
    is_exact: row.isExact,
    retried: row.retried,
    ...serializeSkips(row.skipped),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    ...(row.completedAt === null ? {} : { completed_at: row.completedAt.toISOString() }),
  };
}

/** The sum and the list of what was skipped. */
export function serializeSkips(skipped: RetryRow["skipped"]): Pick<Retry, "skipped" | "skip_reasons"> {
  const reasons = RetrySkipReason.options.flatMap((reason) => {
    const count = skipped[reason] ?? 0;
    return count === 0 ? [] : [{ reason, count }];
  });
  return { skipped: reasons.reduce((sum, { count }) => sum + count, 0), skip_reasons: reasons };
}
