import type { ServiceContext } from "../app-context.ts";
import { AppError } from "../errors.ts";
import type { Item } from "./bulk-result.ts";

/**
 * How many events of a bulk request count for each workspace. Refused ones count too, when the caller's credential says
 * whose they are.
 */
export function countByWorkspace({ scope }: ServiceContext, items: readonly Item[]): ReadonlyMap<string, number> {
  if (scope.workspaceId !== undefined) return new Map([[scope.workspaceId, items.length]]);
  const events = items.flatMap((item) => (item instanceof AppError ? [] : [item]));
  return new Map([...Map.groupBy(events, (event) => event.workspaceId)].map(([id, found]) => [id, found.length]));
}
