/** What the other aggregates use of organizations, workspaces, keys and sessions. */
export type { Caller, TenancyApp } from "./context.ts";
export type { Principal } from "./principal.ts";
export { sessionEndsAt } from "./sessions/session-life.ts";
export { narrowScope, requireWorkspace } from "./workspaces/read-workspaces.ts";
