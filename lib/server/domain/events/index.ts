/** What the other aggregates use of events and deliveries. */
export type { EventsApp } from "./context.ts";
export { serializeEvent } from "./read-events.ts";
