import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { and, desc, eq, isNotNull, notInArray, or, sql } from "drizzle-orm";
import type { Database, Queryable, Transaction } from "#lib/server/db/database.ts";
import { oauthOpenings } from "#lib/server/db/schema/connections.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";

/** 256 random bits, in characters that addresses, cookies and PKCE take. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it: from the hash alone nobody gets in. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** In constant time. */
export function matchesHash(secret: string | undefined, hash: string | null): boolean {
  if (secret === undefined || hash === null) return false;
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(hash));
}

/** How many ways to the provider of one attempt live beside each other; the oldest of more ends. */
const OPENINGS_MAX = 20;

const verifierPlace = (openingId: string) => `oauth_openings/${openingId}/verifier` as const;

/**
 * A way to the provider: each has a state, a code verifier and the browser that it began in. Several live beside each
 * other until the attempt ends, so that opening a link again takes nothing from whoever opened it before.
 */
export async function createOpening(
  tx: Transaction,
  sealer: Sealer,
  { attemptId, browser, hasVerifier }: { attemptId: string; browser: string; hasVerifier: boolean },
): Promise<{ state: string; verifier: string | undefined }> {
  const id = uuidv7();
  const state = `${attemptId}.${newSecret()}`;
  const verifier = hasVerifier ? newSecret() : undefined;
  await tx.insert(oauthOpenings).values({
    id,
    attemptId,
    stateHash: hashSecret(state),
    browserHash: hashSecret(browser),
    verifierSealed: verifier === undefined ? null : await sealer.seal(verifier, verifierPlace(id)),
  });
  await endOldest(tx, attemptId);
  return { state, verifier };
}

/** Binds a browser that only wants to know what has become of the attempt. */
export async function rememberBrowser(db: Database, attemptId: string, browser: string): Promise<void> {
  if (await belongsToBrowser(db, attemptId, browser)) return;
  await db.transaction(async (tx) => {
    await tx.insert(oauthOpenings).values({ id: uuidv7(), attemptId, browserHash: hashSecret(browser) });
    await endOldest(tx, attemptId);
  });
}

async function endOldest(tx: Transaction, attemptId: string): Promise<void> {
  const kept = tx
    .select({ id: oauthOpenings.id })
    .from(oauthOpenings)
    .where(eq(oauthOpenings.attemptId, attemptId))
    .orderBy(desc(oauthOpenings.id))
    .limit(OPENINGS_MAX);
  await tx.delete(oauthOpenings).where(and(eq(oauthOpenings.attemptId, attemptId), notInArray(oauthOpenings.id, kept)));
}

/** Whether this browser has begun anything in this attempt. */
export async function belongsToBrowser(
  db: Queryable,
  attemptId: string,
  browser: string | undefined,
): Promise<boolean> {
  if (browser === undefined) return false;
  const isTheirs = and(eq(oauthOpenings.attemptId, attemptId), eq(oauthOpenings.browserHash, hashSecret(browser)));
  return (await db.$count(oauthOpenings, isTheirs)) > 0;
}

/**
 * Uses a state up, in one statement, so that of two call-backs at once only one goes on. Undefined for a state that was
 * used, of another browser, or of an attempt that is not at the provider any more.
 */
export async function consumeOpening(
  db: Queryable,
  sealer: Sealer,
  { attemptId, state, browser }: { attemptId: string; state: string; browser: string },
): Promise<{ verifier: string | undefined } | undefined> {
  const { rows } = await db.execute<{ id: string; verifier_sealed: string | null }>(sql`
    update oauth_openings o set state_hash = null
    from oauth_attempts a
    where o.attempt_id = ${attemptId} and a.id = o.attempt_id
      and o.state_hash = ${hashSecret(state)} and o.browser_hash = ${hashSecret(browser)}
      and a.status = 'at_provider' and a.expires_at > now()
    returning o.id, o.verifier_sealed`);
  const [row] = rows;
  if (row === undefined) return undefined;
  if (row.verifier_sealed === null) return { verifier: undefined };
  return { verifier: await sealer.open(row.verifier_sealed, verifierPlace(row.id)) };
}

/** The browsers are remembered, because their pages still ask what has become of it. */
export async function closeOpenings(tx: Transaction, attemptId: string): Promise<void> {
  await tx
    .update(oauthOpenings)
    .set({ stateHash: null, verifierSealed: null })
    .where(
      and(
        eq(oauthOpenings.attemptId, attemptId),
        or(isNotNull(oauthOpenings.stateHash), isNotNull(oauthOpenings.verifierSealed)),
      ),
    );
}
