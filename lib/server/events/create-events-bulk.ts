import { BULK_ITEMS_MAX, CreateEvent, type BulkResult } from "../../contracts/events.ts";
import type { ErrorEnvelope } from "../../contracts/errors.ts";
import type { AcceptedEvent } from "../../contracts/events.ts";
import type { ServiceContext } from "../app-context.ts";
import { AppError } from "../errors.ts";
import { issuesToDetails } from "../validation.ts";
import { createEvent } from "./create-event.ts";

/** Each good item is accepted on its own; records align with the input. Refusals name `[index].field`. */
export async function createEventsBulk(ctx: ServiceContext, items: unknown): Promise<BulkResult> {
  if (!Array.isArray(items)) throw new AppError("bad_request", "The body must be an array of events");
  if (items.length === 0 || items.length > BULK_ITEMS_MAX) {
    throw new AppError("bad_request", `The body must hold 1 to ${BULK_ITEMS_MAX} events`);
  }
  const results = await Promise.allSettled(items.map((item, index) => acceptItem(ctx, item, index)));
  const records = results.map(toRecord);
  const errorCount = results.filter(({ status }) => status === "rejected").length;
  return { count: records.length, ...(errorCount > 0 ? { error_count: errorCount } : {}), records };
}

async function acceptItem(ctx: ServiceContext, item: unknown, index: number): Promise<AcceptedEvent> {
  const parsed = CreateEvent.safeParse(item);
  if (!parsed.success) {
    throw new AppError("bad_request", "Validation failed", { data: issuesToDetails(parsed.error.issues, [index]) });
  }
  return createEvent(ctx, parsed.data).catch((error: unknown) => Promise.reject(atIndex(error, index)));
}

function atIndex(error: unknown, index: number): unknown {
  if (!(error instanceof AppError) || error.data === undefined) return error;
  const data = error.data.map(({ param, msg }) => ({ param: `[${index}].${param}`, msg }));
  return new AppError(error.code, error.message, { data, cause: error });
}

/** What is not a refusal of this one item (the database is away, a bug) fails the whole request. */
function toRecord(result: PromiseSettledResult<AcceptedEvent>): AcceptedEvent | ErrorEnvelope {
  if (result.status === "fulfilled") return result.value;
  if (result.reason instanceof AppError) return result.reason.toEnvelope();
  throw result.reason;
}
