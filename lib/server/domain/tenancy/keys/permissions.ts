import { Capability, SessionRole, SessionType } from "#lib/contracts/sessions.ts";
import type { SessionGrant } from "../principal.ts";

type Row = { types: readonly SessionType[]; roles: readonly SessionRole[]; scope?: "events.payload:read" };

const EVERY_ROLE = ["member", "admin", "owner"] as const;
const WRITERS = ["admin", "owner"] as const;

/** What a session may do, by its type and role. The API enforces this table; the workspace shows it. */
const TABLE: Record<Capability, Row> = {
  read_dashboard: { types: ["workspace", "resource", "dashboard"], roles: EVERY_ROLE },
  read_connections: { types: ["workspace"], roles: EVERY_ROLE },
  list_connections: { types: ["workspace", "resource"], roles: EVERY_ROLE },
  write_connections: { types: ["workspace"], roles: WRITERS },
  read_rules: { types: ["workspace", "resource"], roles: EVERY_ROLE },
  write_rules: { types: ["workspace", "resource"], roles: WRITERS },
  read_events: { types: ["workspace", "resource"], roles: EVERY_ROLE },
  read_payload: { types: ["workspace", "resource"], roles: WRITERS, scope: "events.payload:read" },
  emit_events: { types: ["workspace", "resource"], roles: WRITERS },
  retry_deliveries: { types: ["workspace", "resource"], roles: EVERY_ROLE },
  cancel_deliveries: { types: ["workspace", "resource"], roles: WRITERS },
};

export function isAllowed(
  session: Pick<SessionGrant, "role" | "sessionType" | "scopes">,
  capability: Capability,
): boolean {
  const row = TABLE[capability];
  const hasScope = row.scope === undefined || session.scopes.includes(row.scope);
  return hasScope && row.types.includes(session.sessionType) && row.roles.includes(session.role);
}

/** Whether there is a session that may not do this. */
export function isEverRefused(capability: Capability): boolean {
  const { types, roles, scope } = TABLE[capability];
  return scope !== undefined || types.length < SessionType.options.length || roles.length < SessionRole.options.length;
}

export function listCapabilities(session: Pick<SessionGrant, "role" | "sessionType" | "scopes">): Capability[] {
  return Capability.options.filter((capability) => isAllowed(session, capability));
}
