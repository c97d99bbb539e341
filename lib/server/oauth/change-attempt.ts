import { eq } from "drizzle-orm";
import type { OAuthProblem } from "../../contracts/oauth-attempts.ts";
import type { Queryable } from "../db/database.ts";
import { oauthAttempts } from "../db/schema/oauth.ts";
import { notFound } from "../errors.ts";
import type { AttemptRow } from "./find-attempt.ts";

export async function changeAttempt(
  db: Queryable,
  attemptId: string,
  values: Partial<typeof oauthAttempts.$inferInsert>,
): Promise<AttemptRow> {
  const [row] = await db
    .update(oauthAttempts)
    .set({ ...values, updatedAt: new Date() })
    .where(eq(oauthAttempts.id, attemptId))
    .returning();
  if (row === undefined) throw notFound();
  return row;
}

/** The attempt is over: nothing secret of it is kept, and no call-back finds it. */
export function endAttempt(
  db: Queryable,
  attemptId: string,
  values: Partial<typeof oauthAttempts.$inferInsert> & { status: "completed" | "failed" | "canceled" | "expired" },
): Promise<AttemptRow> {
  return changeAttempt(db, attemptId, { ...values, stateHash: null, verifierSealed: null, grantSealed: null });
}

const CODE_CHARACTERS_MAX = 100;
const MESSAGE_CHARACTERS_MAX = 500;

/** What a provider said is kept as it was, as far as PostgreSQL and people can take it. */
export function problemOf(code: string, message: string): OAuthProblem {
  return { code: plain(code, CODE_CHARACTERS_MAX), message: plain(message, MESSAGE_CHARACTERS_MAX) };
}

function plain(text: string, charactersMax: number): string {
  // oxlint-disable-next-line no-control-regex
  const printable = text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f]+/g, " ");
  return printable.trim().slice(0, charactersMax).toWellFormed();
}

export function failAttempt(db: Queryable, attemptId: string, problem: OAuthProblem): Promise<AttemptRow> {
  return endAttempt(db, attemptId, { status: "failed", problem });
}
