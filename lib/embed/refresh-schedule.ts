import type { RefreshReason } from "#lib/contracts/messages.ts";

/** Asked again 5, 10 and 20 s after the first time; written as gaps, because a sleeping computer stretches them. */
const GAPS_MS = [5_000, 5_000, 10_000];
const LAST_ANSWER_MS = 10_000;
const REFRESH_SHARE = 0.8;
const REFRESH_LEAD_MS = 60_000;

export type HeldToken = { value: string; arrivedAt: number; lifeMs: number };
/** A question to the host that has no answer yet. */
export type Ask = { reason: RefreshReason; sent: number; lastAt: number };

/** 80 % of the life, never later than 60 s before the end; half the life for tokens too short for that. */
export function refreshAt({ arrivedAt, lifeMs }: HeldToken): number {
  const early = Math.min(lifeMs * REFRESH_SHARE, lifeMs - REFRESH_LEAD_MS);
  return arrivedAt + Math.max(early, lifeMs / 2);
}

export function isExhausted({ sent }: Ask): boolean {
  return sent > GAPS_MS.length;
}

/**
 * When to give up. A scheduled question ends with its token. After a pause the token may be over already, and after a
 * 401 its life says nothing, so there the host gets the time of all its questions.
 */
export function askEndsAt(ask: Ask, { arrivedAt, lifeMs }: HeldToken): number {
  const expiresAt = arrivedAt + lifeMs;
  if (ask.reason === "scheduled") return expiresAt;
  const answered = isExhausted(ask) ? ask.lastAt + LAST_ANSWER_MS : Number.POSITIVE_INFINITY;
  return ask.reason === "unauthorized" ? answered : Math.max(expiresAt, answered);
}

/** When to ask again or give up. */
export function nextAskAt(ask: Ask, token: HeldToken): number {
  const gap = GAPS_MS[ask.sent - 1] ?? Number.POSITIVE_INFINITY;
  return Math.min(ask.lastAt + gap, askEndsAt(ask, token));
}
