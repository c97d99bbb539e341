import { BulkResult } from "#lib/contracts/events.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";
import { toBulkResult, type Item } from "./bulk-result.ts";
import type { EventsContext } from "./context.ts";
import type { Accepted, Idempotency } from "./intake.ts";
import { unstorablePayload } from "./unstorable-payload.ts";

/** Accepts the good items of a bulk request together, and keeps the answer with its refusals for repetitions. */
export async function createBulkOnce(
  ctx: EventsContext,
  items: readonly Item[],
  idempotency: Idempotency,
): Promise<Accepted<BulkResult>> {
  const workspaceId = requireOneWorkspace(ctx, items);
  // Without any workspace nothing can be accepted, so there is nothing to protect.
  if (workspaceId === undefined) return { answer: toBulkResult(items), isReplayed: false };
  const accepted = await ctx.ingest.acceptOnce({
    ...idempotency,
    workspaceId,
    events: items.flatMap((item) => (item instanceof AppError ? [] : [item])),
    answer: (unstorable) => toBulkResult(items.map((item) => refuseUnstorable(item, unstorable))),
  });
  return { answer: BulkResult.parse(accepted.answer), isReplayed: accepted.isReplayed };
}

/** Keys belong to a workspace, and a machine can send to several with one request. */
function requireOneWorkspace(ctx: EventsContext, items: readonly Item[]): string | undefined {
  const named = new Set(items.flatMap((item) => (item instanceof AppError ? [] : [item.workspaceId])));
  if (named.size > 1) throw badParam("Idempotency-Key", "All events must belong to one workspace");
  return ctx.scope.workspaceId ?? [...named][0];
}

function refuseUnstorable(item: Item, unstorable: ReadonlySet<string>): Item {
  return item instanceof AppError || !unstorable.has(item.id) ? item : unstorablePayload();
}
