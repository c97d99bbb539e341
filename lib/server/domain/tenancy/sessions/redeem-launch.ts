import { and, eq, isNull, sql } from "drizzle-orm";
import type { Appearance } from "#lib/contracts/appearance.ts";
import type { LanguageSettings } from "#lib/contracts/language.ts";
import type { SessionType } from "#lib/contracts/sessions.ts";
import { sessions } from "#lib/server/db/schema/tenancy.ts";
import type { TenancyApp } from "../context.ts";
import { LAUNCH_REUSE_MS } from "./session-life.ts";

/** `allowedOrigins` are known for every token that this server signed, so that even a refusal can be framed. */
export type LaunchResult =
  | {
      kind: "accepted";
      sessionId: string;
      sessionType: SessionType;
      allowedOrigins: string[];
      appearance: Appearance | undefined;
      language: LanguageSettings;
    }
  | { kind: "refused"; reason: "unknown" | "expired" | "revoked" | "used"; allowedOrigins: string[] | undefined };

/**
 * Checks a launch token and uses it up for `browser`. It is accepted again only within 10 s of its first use and only
 * from the same browser, never after its expiry and never after its session was revoked. The database decides which of
 * several requests is the first. Without a browser it is only looked at.
 */
export async function redeemLaunch(
  app: Pick<TenancyApp, "db" | "signer">,
  token: string,
  browser: string | undefined,
): Promise<LaunchResult> {
  const verified = await app.signer.verify("meshes-launch", token);
  if (verified.kind === "invalid") return { kind: "refused", reason: "unknown", allowedOrigins: undefined };
  const [row] = await app.db.select().from(sessions).where(eq(sessions.id, verified.claims.sessionId));
  if (row === undefined) return { kind: "refused", reason: "unknown", allowedOrigins: undefined };
  const { allowedOrigins } = row;
  if (verified.kind === "expired") return { kind: "refused", reason: "expired", allowedOrigins };
  if (row.revokedAt !== null) return { kind: "refused", reason: "revoked", allowedOrigins };
  const isUsable = browser === undefined ? row.launchUsedAt === null : await markUsed(app, row.id, browser);
  if (!isUsable) return { kind: "refused", reason: "used", allowedOrigins };
  const { id, sessionType, appearance, locale, timeZone, phrases } = row;
  return {
    kind: "accepted",
    sessionId: id,
    sessionType,
    allowedOrigins,
    appearance: appearance ?? undefined,
    language: {
      ...(locale === null ? {} : { locale }),
      ...(timeZone === null ? {} : { time_zone: timeZone }),
      ...(phrases === null ? {} : { phrases }),
    },
  };
}

async function markUsed(app: Pick<TenancyApp, "db">, sessionId: string, browser: string): Promise<boolean> {
  const rows = await app.db
    .update(sessions)
    .set({
      launchUsedAt: sql`coalesce(${sessions.launchUsedAt}, now())`,
      launchUsedBy: sql`coalesce(${sessions.launchUsedBy}, ${browser})`,
    })
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revokedAt),
        sql`(${sessions.launchUsedAt} is null or (
          ${sessions.launchUsedAt} > now() - make_interval(secs => ${LAUNCH_REUSE_MS / 1000})
          and coalesce(${sessions.launchUsedBy}, ${browser}) = ${browser}))`,
      ),
    )
    .returning({ id: sessions.id });
  return rows.length === 1;
}
