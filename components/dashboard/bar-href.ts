import type { Bar } from "#components/dashboard/activity-bars.ts";
import { eventsHref } from "#components/patterns/list-links.ts";

/** The events that a bar counts. */
export function barHref({ from, until }: Pick<Bar, "from" | "until">): string {
  return eventsHref({ from, until });
}
