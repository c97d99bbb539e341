/** A value as a field takes it, with a note when not all of it was kept; or why there is none. Sentences without a stop. */
export type Fitted = { ok: true; value: unknown; note?: string | undefined } | { ok: false; problem: string };

export function kept(value: unknown, note?: string): Fitted {
  return { ok: true, value, note };
}

export function leftOut(problem: string): Fitted {
  return { ok: false, problem };
}
