/** What may be started at once after a pause: the work of this long. */
const BURST_MS = 1_000;
/** A job is looked at again when this much of its rate is there, so that it goes on in batches. */
const CHUNK_MS = 250;

/**
 * The rate of a job (generic cell rate algorithm): everything it starts moves the moment until which it has paid by a
 * fixed time, and that moment is never more than the burst ahead of now. In any t seconds it starts at most
 * `rate * (t + 1)`.
 */
export function allowedNow(rate: number, pacedUntil: Date, now: Date): number {
  const paid = Math.max(pacedUntil.getTime(), now.getTime());
  return Math.max(0, Math.floor(((now.getTime() + BURST_MS - paid) * rate) / 1_000));
}

/** Until when a job has paid after it started `count` more. Never in the past: what was not used is not saved up. */
export function paceAfter(rate: number, pacedUntil: Date, now: Date, count: number): Date {
  const paid = Math.max(pacedUntil.getTime(), now.getTime());
  return new Date(paid + Math.ceil((count * 1_000) / rate));
}

/** How far ahead a job may have paid and is worth looking at. */
export function aheadMs(rate: number): number {
  return BURST_MS - Math.max(CHUNK_MS, 1_000 / rate);
}
