import type { BulkResult } from "#lib/contracts/events.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { NewEvent } from "./new-event.ts";
import { serializeAcceptedEvent } from "./serialize-event.ts";

/** One item of a bulk request: the event, or why it was refused. */
export type Item = NewEvent | AppError;

export function toBulkResult(items: readonly Item[]): BulkResult {
  const errorCount = items.filter((item) => item instanceof AppError).length;
  const records = items.map((item, index) =>
    item instanceof AppError ? atIndex(item, index).toEnvelope() : serializeAcceptedEvent(item),
  );
  return { count: records.length, ...(errorCount > 0 ? { error_count: errorCount } : {}), records };
}

function atIndex(error: AppError, index: number): AppError {
  if (error.data === undefined) return error;
  const data = error.data.map(({ param, msg }) => ({ param: `[${index}]${param === "" ? "" : `.${param}`}`, msg }));
  return new AppError(error.code, error.message, { data, cause: error });
}
