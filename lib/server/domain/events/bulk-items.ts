import type { BulkResult } from "#lib/contracts/events.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { NewEvent, EventsContext, IntakeSize } from "./context.ts";
import { serializeAcceptedEvent } from "./read-events.ts";

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

/**
 * How much of a bulk request counts for each workspace. Refused events count too, when the caller's credential says whose
 * they are; their bytes do not, because they are not kept.
 */
export function sizeByWorkspace({ scope }: EventsContext, items: readonly Item[]): ReadonlyMap<string, IntakeSize> {
  if (scope.workspaceId !== undefined) return new Map([[scope.workspaceId, measure(items)]]);
  const events = items.flatMap((item) => (item instanceof AppError ? [] : [item]));
  return new Map([...Map.groupBy(events, (event) => event.workspaceId)].map(([id, found]) => [id, measure(found)]));
}

export function measure(items: readonly Item[]): IntakeSize {
  const bytes = items.reduce(
    (sum, item) => sum + (item instanceof AppError ? 0 : Buffer.byteLength(item.payload, "utf8")),
    0,
  );
  return { events: items.length, bytes };
}
