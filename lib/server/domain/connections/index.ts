/** What the other aggregates use of connections. */
export { requireDestination } from "./check-settings.ts";
export { requireConnection } from "./connection.ts";
export type { ConnectionsApp, ConnectionsContext } from "./context.ts";
export { knownFields, mapToFields } from "./mappings/map-payload.ts";
export { timeZoneProblems } from "./mappings/serialize-mapping.ts";
export { openAccess } from "./provider-access.ts";
