import { LOOPBACK_ORIGINS } from "#lib/contracts/allowed-origin.ts";
import { isAppOrigin, isSecureOrigin, type CreatedSession, type CreateSession } from "#lib/contracts/sessions.ts";
import { isMessage } from "#lib/i18n/compile-texts.ts";
import { sessions } from "#lib/server/db/schema/tenancy.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { TenancyContext } from "../context.ts";
import { requireWorkspace } from "../workspaces/read-workspaces.ts";
import { serializeRefreshedSession } from "./read-sessions.ts";
import { accessExpiry, sessionEndsAt } from "./session-life.ts";

type MintContext = Pick<TenancyContext, "db" | "env" | "signer" | "scope">;

/** Mints a session: an access token for the host to hand over by postMessage, and a launch URL for one iframe load. */
export async function createSession(ctx: MintContext, input: CreateSession): Promise<CreatedSession> {
  requireMessages(input.phrases ?? {});
  const workspace = await requireWorkspace(ctx.db, ctx.scope, input.workspace_id);
  const now = clock.now();
  const row = newSession(ctx, input, workspace, now);
  await ctx.db.insert(sessions).values(row);
  const accessToken = await ctx.signer.sign("meshes-embed", {
    sessionId: row.id,
    version: 1,
    expiresAt: row.accessExpiresAt,
  });
  const launchExpiresAt = new Date(now.getTime() + input.launch_ttl_seconds * 1000);
  const launchToken = await ctx.signer.sign("meshes-launch", {
    sessionId: row.id,
    version: 1,
    expiresAt: launchExpiresAt,
  });
  return {
    ...serializeRefreshedSession(row, accessToken, now),
    launch_token: launchToken,
    launch_expires_at: launchExpiresAt.toISOString(),
    allowed_origins: row.allowedOrigins,
    launch_url: `${ctx.env.publicUrl}/workspace/${input.launch_page}?launch=${encodeURIComponent(launchToken)}`,
  };
}

function newSession(
  ctx: MintContext,
  input: CreateSession,
  workspace: { id: string; organizationId: string },
  now: Date,
) {
  return {
    id: `sess_${uuidv7()}`,
    organizationId: workspace.organizationId,
    workspaceId: workspace.id,
    role: input.role,
    sessionType: input.session_type,
    externalUserId: input.external_user_id ?? null,
    resource: input.resource ?? null,
    resourceId: input.resource_id ?? null,
    scopes: [...new Set(input.scopes)],
    allowedOrigins: resolveAllowedOrigins(ctx, input.allowed_origins),
    appearance: input.appearance ?? null,
    locale: input.locale ?? null,
    timeZone: input.time_zone ?? null,
    phrases: input.phrases ?? null,
    ttlSeconds: input.ttl_seconds,
    tokenVersion: 1,
    previousTokenUntil: null,
    accessExpiresAt: accessExpiry(now, input.ttl_seconds, sessionEndsAt({ createdAt: now })),
    launchUsedAt: null,
    launchUsedBy: null,
    createdAt: now,
    revokedAt: null,
  } satisfies typeof sessions.$inferSelect;
}

/** A phrase that is no message would leave a hole in the page. */
function requireMessages(phrases: Record<string, string>): void {
  for (const [id, text] of Object.entries(phrases)) {
    if (!isMessage(text)) throw badParam(`phrases.${id}`, "Not an ICU message: check its braces, tags and plurals");
  }
}

function resolveAllowedOrigins(ctx: MintContext, sent: string[] | undefined): string[] {
  if (sent !== undefined && sent.length > 0)
    return [...new Set(sent.map((origin, index) => requireTrusted(ctx, origin, index)))];
  if (ctx.env.embedOrigins.kind === "loopback") return LOOPBACK_ORIGINS;
  if (ctx.env.embedOrigins.origins.length > 0) return [...ctx.env.embedOrigins.origins];
  const msg =
    "Required, because the operator has set no default list: name the origins of the pages that embed the workspace";
  throw new AppError("bad_request", "Validation failed", { data: [{ param: "allowed_origins", msg }] });
}

/**
 * Plain http for hosts that the operator has named: somebody on the way could change what such a page does. Apps are named
 * one by one: whoever builds another app chooses its scheme freely.
 */
function requireTrusted({ env }: MintContext, origin: string, index: number): string {
  if (isAppOrigin(origin)) {
    if (env.embedAppOrigins.includes(origin)) return origin;
    throw badParam(
      `allowed_origins[${index}]`,
      "The origin of an app that the operator has not named in MESHES_EMBED_APP_ORIGINS.",
    );
  }
  if (isSecureOrigin(origin) || env.embedHttpHosts.includes(new URL(origin).hostname)) return origin;
  throw badParam(
    `allowed_origins[${index}]`,
    "Must begin with https://. Plain http is for loopback hosts, and for those that the operator names in MESHES_EMBED_HTTP_HOSTS.",
  );
}
