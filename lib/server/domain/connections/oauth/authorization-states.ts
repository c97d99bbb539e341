import { eq, and, inArray } from "drizzle-orm";
import type { OAuthAttemptStatus, OAuthProblem } from "#lib/contracts/oauth-attempts.ts";
import type { Queryable } from "#lib/server/db/database.ts";
import { oauthAttempts } from "#lib/server/db/schema/connections.ts";
import { sessions } from "#lib/server/db/schema/tenancy.ts";
import { sessionEndsAt } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { closeOpenings } from "./openings.ts";

/** Whether the session that began an attempt still may; what a machine key began, no session can end. */
export async function isSessionAlive(db: Queryable, sessionId: string | null): Promise<boolean> {
  if (sessionId === null) return true;
  const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId));
  return row !== undefined && row.revokedAt === null && sessionEndsAt(row) > clock.now();
}

export const SESSION_ENDED = {
  code: "session_ended",
  message: "The session in which this was begun has ended. Start again in the workspace.",
};

export type AuthorizationRow = typeof oauthAttempts.$inferSelect;

/** Which state may follow which. What has ended stays as it is. */
export const AUTHORIZATION_TRANSITIONS = {
  waiting: ["at_provider", "failed", "canceled", "expired"],
  at_provider: ["at_provider", "confirming", "completed", "failed", "canceled", "expired"],
  confirming: ["completed", "failed", "canceled", "expired"],
  completed: [],
  failed: [],
  canceled: [],
  expired: [],
} as const satisfies Record<OAuthAttemptStatus, readonly OAuthAttemptStatus[]>;

export function mayFollow(from: OAuthAttemptStatus, to: OAuthAttemptStatus): boolean {
  const next: readonly OAuthAttemptStatus[] = AUTHORIZATION_TRANSITIONS[from];
  return next.includes(to);
}

export function isFinal(status: OAuthAttemptStatus): boolean {
  return AUTHORIZATION_TRANSITIONS[status].length === 0;
}

const OPEN: readonly OAuthAttemptStatus[] = ["waiting", "at_provider", "confirming"];

export type Move = {
  to: OAuthAttemptStatus;
  /** The states that the caller knows the attempt to be in; every one that may lead there when left out. */
  from?: readonly OAuthAttemptStatus[];
  values?: Omit<Partial<typeof oauthAttempts.$inferInsert>, "id" | "status">;
};

/**
 * The only way in which an attempt changes its state: one statement that writes only while the attempt is in a state
 * which the move may leave. Undefined: somebody else has decided first, and nothing was written. Of an attempt that has
 * ended nothing secret is kept, and no call-back finds it.
 */
export async function moveAuthorization(
  db: Queryable,
  attemptId: string,
  { to, from = OPEN, values = {} }: Move,
): Promise<AuthorizationRow | undefined> {
  const sources = from.filter((status) => mayFollow(status, to));
  const ended = isFinal(to);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(oauthAttempts)
      .set({ ...values, ...(ended ? { grantSealed: null } : {}), status: to, updatedAt: clock.now() })
      .where(and(eq(oauthAttempts.id, attemptId), inArray(oauthAttempts.status, sources)))
      .returning();
    if (row !== undefined && ended) await closeOpenings(tx, attemptId);
    return row;
  });
}

export function failAuthorization(
  db: Queryable,
  attemptId: string,
  problem: OAuthProblem,
  from?: readonly OAuthAttemptStatus[],
): Promise<AuthorizationRow | undefined> {
  return moveAuthorization(db, attemptId, {
    to: "failed",
    values: { problem },
    ...(from === undefined ? {} : { from }),
  });
}

/** For a move under the lock of the attempt, where nobody else can have decided. */
export function requireMoved(row: AuthorizationRow | undefined, attemptId: string): AuthorizationRow {
  if (row === undefined)
    throw new Error(`OAuth attempt ${attemptId} was moved by somebody else although it was locked`);
  return row;
}

const CODE_CHARACTERS_MAX = 100;
const MESSAGE_CHARACTERS_MAX = 500;

/** What a provider said is kept as it was, as far as PostgreSQL and people can take it. */
export function oauthProblem(code: string, message: string): OAuthProblem {
  return { code: plain(code, CODE_CHARACTERS_MAX), message: plain(message, MESSAGE_CHARACTERS_MAX) };
}

function plain(text: string, charactersMax: number): string {
  // oxlint-disable-next-line no-control-regex
  const printable = text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f]+/g, " ");
  return printable.trim().slice(0, charactersMax).toWellFormed();
}
