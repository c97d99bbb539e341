import { z } from "zod";
import { Appearance } from "./appearance.ts";
import { LanguageSettings } from "./language.ts";
import { EventName, IdParam, pageSchema, pageQuery, ResourceId, SearchedName, Timestamp } from "./primitives.ts";

export const SessionRole = z
  .enum(["member", "admin", "owner"], { error: "One of member, admin, owner" })
  .meta({ id: "SessionRole" });
export type SessionRole = z.infer<typeof SessionRole>;

export const SessionType = z
  .enum(["workspace", "resource", "dashboard"], {
    error: "One of workspace, resource, dashboard",
  })
  .meta({ id: "SessionType" });
export type SessionType = z.infer<typeof SessionType>;

export const LaunchPage = z
  .enum(["dashboard", "connections", "rules", "events"], {
    error: "One of dashboard, connections, rules, events",
  })
  .meta({ id: "LaunchPage" });
export type LaunchPage = z.infer<typeof LaunchPage>;

export const SessionScope = z
  .enum(["events.payload:read"], { error: "Not a known scope" })
  .meta({ id: "SessionScope" });
export type SessionScope = z.infer<typeof SessionScope>;

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Names and addresses without any character that means something in a Content-Security-Policy (URL parsers take `*` and `;`). */
const HOST = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])$/;

/** The origin (scheme, host and port) of an http or https address without user and password; undefined for anything else. */
export function parseEmbedOrigin(address: string): string | undefined {
  const text = address.trim();
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username === "" && url.password === "" && HOST.test(url.hostname) ? url.origin : undefined;
}

/** Whether nobody on the way can change the page behind an origin: https, or a host of this machine. */
export function isSecureOrigin(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK_HOST.test(hostname));
}

/** Schemes whose documents have no such origin, or that are no apps. */
const NO_APP = /^(?:https?|wss?|ftp|file|data|blob|filesystem|javascript|about|view-source|urn|null):/;
const APP_ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::\d{1,5})?$/;

/** Whether this is the origin of an app or an extension, such as `tauri://localhost`, written as browsers write it. */
export function isAppOrigin(text: string): boolean {
  return APP_ORIGIN.test(text) && !NO_APP.test(text);
}

const AllowedOrigin = z
  .string({ error: "Must be a string" })
  .transform((address, context) => {
    if (isAppOrigin(address)) return address;
    const origin = parseEmbedOrigin(address);
    if (origin !== undefined) return origin;
    context.addIssue({
      code: "custom",
      message: "An address such as https://app.example.com; its origin is what counts",
    });
    return z.NEVER;
  })
  .meta({
    description:
      "Of an address the origin counts: scheme, host and port. An app's origin, such as tauri://localhost, must be one that the operator allows, to the letter.",
  });

const LAUNCH_PAGES: Record<SessionType, readonly LaunchPage[]> = {
  workspace: LaunchPage.options,
  resource: ["dashboard", "rules", "events"],
  dashboard: ["dashboard"],
};

/** Pages that a session of this type may open. */
export function launchPagesFor(type: SessionType): readonly LaunchPage[] {
  return LAUNCH_PAGES[type];
}

const seconds = (min: number, max: number) =>
  z.int({ error: "A whole number of seconds" }).min(min, `At least ${min}`).max(max, `At most ${max}`);

export const CreateSession = z
  .object({
    workspace_id: IdParam,
    role: SessionRole.default("member"),
    session_type: SessionType.default("workspace"),
    external_user_id: z.string({ error: "Must be a string" }).max(255, "At most 255 characters").optional(),
    ttl_seconds: seconds(300, 3600).default(1800),
    launch_ttl_seconds: seconds(15, 60).default(30),
    launch_page: LaunchPage.default("dashboard"),
    resource: EventName.optional(),
    resource_id: ResourceId.optional(),
    allowed_origins: z.array(AllowedOrigin, { error: "Must be a list of origins" }).max(10, "At most 10").optional(),
    scopes: z.array(SessionScope, { error: "Must be a list of scopes" }).max(20, "At most 20").default([]),
    appearance: Appearance.optional(),
    ...LanguageSettings.shape,
  })
  .superRefine((session, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    for (const key of ["resource", "resource_id"] as const) {
      if (session.session_type === "resource" && session[key] === undefined) {
        issue(key, "Required for a resource session");
      }
      if (session.session_type !== "resource" && session[key] !== undefined) {
        issue(key, "Only for a resource session");
      }
    }
    if (!launchPagesFor(session.session_type).includes(session.launch_page)) {
      issue("launch_page", `A ${session.session_type} session cannot launch on ${session.launch_page}`);
    }
  })
  .meta({
    id: "CreateSession",
    examples: [
      {
        workspace_id: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55",
        role: "admin",
        allowed_origins: ["https://app.example.com"],
      },
    ],
    description: "A `resource` session needs `resource` and `resource_id`; the other types take neither.",
  });
export type CreateSession = z.infer<typeof CreateSession>;

const LAUNCH_PATH = /^\/(?:workspace\/)?(dashboard|connections|rules|events)(?:[/?#]|$)/;

/** What older hosts send: `launch_path`, the address of a page, where `launch_page` is its name today. */
export const SessionRequest = z.preprocess((body) => {
  const sent = z.looseObject({ launch_page: z.undefined().optional(), launch_path: z.string() }).safeParse(body);
  const page = LAUNCH_PATH.exec(sent.data?.launch_path ?? "")?.[1];
  return page === undefined ? body : { ...sent.data, launch_page: page };
}, CreateSession);

export const RefreshedSession = z
  .object({
    session_id: z.string(),
    access_token: z.string(),
    expires_in: z.int(),
    expires_at: Timestamp,
    workspace_id: z.uuid(),
    role: SessionRole,
    session_type: SessionType,
    resource: z.string().optional(),
    resource_id: z.string().optional(),
  })
  .meta({ id: "Session" });
export type RefreshedSession = z.infer<typeof RefreshedSession>;

export const CreatedSession = RefreshedSession.extend({
  launch_token: z.string(),
  launch_expires_at: Timestamp,
  launch_url: z.url(),
  allowed_origins: z.array(z.string()).meta({ description: "The pages that may embed this session. Extension." }),
}).meta({ id: "CreatedSession" });
export type CreatedSession = z.infer<typeof CreatedSession>;

export const SessionRecord = z
  .object({
    session_id: z.string(),
    workspace_id: z.uuid(),
    role: SessionRole,
    external_user_id: z.string().optional(),
    status: z.enum(["active", "revoked"]),
    created_at: Timestamp,
    expires_at: Timestamp,
    is_expired: z.boolean(),
    session_type: SessionType,
    resource: z.string().optional(),
    resource_id: z.string().optional(),
  })
  .meta({ id: "SessionRecord" });
export type SessionRecord = z.infer<typeof SessionRecord>;
export const SessionsPage = pageSchema(SessionRecord).meta({ id: "SessionRecordPage" });

export const ListSessionsQuery = z.object({
  ...pageQuery,
  workspace_id: IdParam,
  status: z.enum(["active", "revoked"], { error: "One of active, revoked" }).optional(),
  resource: SearchedName.optional(),
  resource_id: SearchedName.optional(),
});
export type ListSessionsQuery = z.infer<typeof ListSessionsQuery>;

export const RevokedSession = z.object({ revoked: z.boolean() }).meta({ id: "RevokedSession" });
export type RevokedSession = z.infer<typeof RevokedSession>;

/** What a session may do, as the workspace shows it. The server enforces the same table on every call. */
export const Capability = z
  .enum([
    "read_dashboard",
    "read_connections",
    "list_connections",
    "write_connections",
    "read_rules",
    "write_rules",
    "read_events",
    "read_payload",
    "emit_events",
    "retry_deliveries",
    "cancel_deliveries",
  ])
  .meta({ id: "Capability", description: "What a session may do." });
export type Capability = z.infer<typeof Capability>;

/** `GET /session`: what the calling session is and may do. Extension. */
export const CurrentSession = z
  .object({
    session_id: z.string(),
    workspace_id: z.uuid(),
    workspace_name: z.string(),
    role: SessionRole,
    session_type: SessionType,
    resource: z.string().optional(),
    resource_id: z.string().optional(),
    scopes: z.array(SessionScope),
    pages: z.array(LaunchPage),
    capabilities: z.array(Capability),
    expires_at: Timestamp,
  })
  .meta({ id: "CurrentSession", description: "What the calling session is and may do." });
export type CurrentSession = z.infer<typeof CurrentSession>;
