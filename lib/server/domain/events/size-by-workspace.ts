import { AppError } from "#lib/server/runtime/errors.ts";
import type { Item } from "./bulk-result.ts";
import type { EventsContext } from "./context.ts";
import type { IntakeSize } from "./intake.ts";

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
