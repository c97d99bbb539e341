import type { Bar } from "#components/dashboard/activity-bars.ts";
import { eventsHref } from "#components/patterns/list-links.ts";

/** The events that a bar counts. */
export function barHref({ start }: Pick<Bar, "start">, bucketSeconds: number): string {
  return eventsHref({ from: start, until: new Date(Date.parse(start) + bucketSeconds * 1000).toISOString() });
}
