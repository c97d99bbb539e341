import { Capability, SessionRole, SessionType } from "#lib/contracts/sessions.ts";
import { isAllowed } from "#lib/server/domain/tenancy/keys/permissions.ts";
import { readEnv, type Env } from "#lib/server/runtime/env.ts";
import { errorShapes, type ErrorCode } from "#lib/server/runtime/errors.ts";
import { routes } from "../routes/routes.ts";
import { actionTable, destinationPages, limitTable, oauthClientTable, unseenTable } from "./destination-tables.ts";
import { table } from "./destination-words.ts";

/** What stands between `<!-- generated:name -->` and `<!-- /generated -->` in a document, made from the code that decides. */
export const docTables: Readonly<Record<string, () => string>> = {
  refusals: refusalTable,
  capabilities: capabilityTable,
  "session-operations": operationTable,
  "rate-limits": rateLimitTable,
  actions: actionTable,
  "destination-limits": limitTable,
  "oauth-clients": oauthClientTable,
  "unseen-facts": unseenTable,
  ...destinationPages,
};

const WHEN: Record<ErrorCode, string> = {
  bad_request: "Invalid or missing data, or a body that is not JSON. `error.data` names what.",
  unauthorized: "No credential, or one that is invalid, expired or revoked.",
  stale_token: "The session was refreshed: use its newest access token.",
  forbidden: "The credential is valid, but not enough for this.",
  not_found: "No such path, or an ID that is malformed, unknown or not yours.",
  method_not_allowed: "The path exists, but not with this method. `Allow` lists the methods that do.",
  conflict: "It already exists, or the stored state does not allow this now.",
  payload_too_large: "The body is too large.",
  unsupported_media_type: "The body is not `application/json`.",
  unprocessable:
    "Understood, but not possible: a test request that failed, or a delivery whose target no longer exists.",
  too_early: "A delivery attempt is in progress or about to start. See `Retry-After`.",
  too_many_requests: "Above the rate limit. See `Retry-After`.",
  internal: "A server error. Its log has the request ID.",
  unavailable: "Starting, stopping, too busy, or without its database. See `Retry-After`.",
};

function refusalTable(): string {
  const rows = errorShapes.map(({ code, status, phrase, name }) => [String(status), phrase, `\`${name}\``, WHEN[code]]);
  return table(["Status", "`message`", "`error.name`", "When"], rows);
}

const MEANINGS: Record<Capability, string> = {
  read_dashboard: "Numbers and what needs attention",
  read_connections: "Read connections with their settings",
  list_connections: "List connections (names, for a resource session) and integrations",
  write_connections: "Create, change, test and delete connections",
  read_rules: "Read rules",
  write_rules: "Create, change and delete rules",
  read_events: "Read events, deliveries and attempts",
  read_payload: "Read payloads",
  emit_events: "Send events, such as a test event",
  retry_deliveries: "Retry a delivery",
  cancel_deliveries: "Cancel deliveries",
};

/** The roles that a type of session needs for a capability, in words. */
function rolesFor(capability: Capability, sessionType: SessionType): string {
  const scopes = ["events.payload:read"] as const;
  const allowed = SessionRole.options.filter((role) => isAllowed({ role, sessionType, scopes }, capability));
  if (allowed.length === 0) return "no";
  return allowed.length === SessionRole.options.length ? "every role" : allowed.join(", ");
}

/** Whether a capability needs the scope, whatever type and role. */
function scopeFor(capability: Capability): string {
  const isEver = SessionType.options.some((sessionType) =>
    SessionRole.options.some((role) => isAllowed({ role, sessionType, scopes: [] }, capability)),
  );
  return isEver ? "" : ", with the scope `events.payload:read`";
}

function capabilityTable(): string {
  const rows = Capability.options.map((capability) => [
    `\`${capability}\``,
    MEANINGS[capability] + scopeFor(capability),
    ...SessionType.options.map((type) => rolesFor(capability, type)),
  ]);
  return table(["Capability", "Allows", ...SessionType.options.map((type) => `\`${type}\``)], rows);
}

/** By what they need, because that is the question: what can somebody do who has this. */
function operationTable(): string {
  const needs = [...Capability.options, "any" as const];
  const rows = needs.flatMap((need) => {
    const calls = routes.filter(({ access }) => access.session === need);
    if (calls.length === 0) return [];
    const links = calls.map(
      ({ summary, tag, operationId }) => `[${summary}](/docs/api/${tag.toLowerCase()}#${operationId})`,
    );
    return [[need === "any" ? "any session" : `\`${need}\``, links.join("; ")]];
  });
  return table(["Needs", "Calls"], rows);
}

const BUCKETS: Record<keyof Env["rateLimits"], string> = {
  management: "Calls with a machine key | each organization | `MESHES_RATE_LIMIT_MANAGEMENT`",
  ingest: "Events that are sent | each workspace | `MESHES_RATE_LIMIT_INGEST`",
  ingestKib: "KiB of their payloads | each workspace | `MESHES_RATE_LIMIT_INGEST_KB`",
  session: "Calls with a session token | each session | `MESHES_RATE_LIMIT_SESSION`",
  mint: "Mints and refreshes of sessions | each organization | `MESHES_RATE_LIMIT_MINT`",
};

/** The defaults: what a server without any setting does. */
function rateLimitTable(): string {
  const { rateLimits } = readEnv({ MESHES_ENV: "development" });
  const rows = Object.entries(BUCKETS).map(([bucket, text]) => {
    const limit = new Map(Object.entries(rateLimits)).get(bucket);
    const [what = "", whose = "", setting = ""] = text.split(" | ");
    const figures = limit === undefined ? ["no limit", ""] : [`${limit.perSecond} a second`, String(limit.burst)];
    return [what, whose, ...figures, setting];
  });
  return table(["Bucket", "For", "On average", "At once", "Setting"], rows);
}
