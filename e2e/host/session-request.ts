import { type JsonRecord, pick } from "./json.ts";

/** Who is signed in when the demo looks at the product in a role. */
const USER_IDS: Record<string, string> = { member: "noor.mechanic", admin: "femke.manager", owner: "joost.owner" };

const OPTIONAL_KEYS = [
  "role",
  "session_type",
  "resource",
  "resource_id",
  "ttl_seconds",
  "launch_ttl_seconds",
  "scopes",
  "appearance",
  "locale",
  "time_zone",
  "phrases",
];

/**
 * The body of `POST /sessions` for what the page asked. The demo lets the page choose role, scopes and origins so
 * that they can be tried out; a real backend takes the role from its own signed-in user and never from the browser.
 */
export function sessionRequest(asked: JsonRecord, workspaceId: string, hostOrigin: string): JsonRecord {
  const role = typeof asked["role"] === "string" ? asked["role"] : "member";
  return {
    workspace_id: workspaceId,
    external_user_id: USER_IDS[role] ?? "guest",
    ...pick(asked, OPTIONAL_KEYS),
    ...(asked["page"] === undefined ? {} : { launch_page: asked["page"] }),
    ...allowedOrigins(asked["allowed_origins"], hostOrigin),
  };
}

/** An empty list means: send none, so that the operator's default applies. */
function allowedOrigins(override: unknown, hostOrigin: string): JsonRecord {
  if (!Array.isArray(override)) return { allowed_origins: [hostOrigin] };
  return override.length === 0 ? {} : { allowed_origins: override };
}
