export type Candidate = {
  connectionId: string;
  /** The bucket it draws from. */
  key: string;
  /** The most deliveries that it may start, whatever its bucket holds. */
  free: number;
};

/**
 * Deals out deliveries one by one in turn, so that nobody's backlog takes what another could have. Gives no bucket away
 * twice, and no more than `limit` in all.
 */
export function allot(
  candidates: readonly Candidate[],
  buckets: ReadonlyMap<string, number>,
  limit: number,
): Map<string, number> {
  const left = new Map(buckets);
  const given = new Map<string, number>();
  let total = 0;
  let waiting = [...candidates];
  while (waiting.length > 0 && total < limit) {
    const still: Candidate[] = [];
    for (const candidate of waiting) {
      const mine = given.get(candidate.connectionId) ?? 0;
      const inBucket = left.get(candidate.key) ?? 0;
      if (total >= limit || mine >= candidate.free || inBucket < 1) continue;
      given.set(candidate.connectionId, mine + 1);
      left.set(candidate.key, inBucket - 1);
      total += 1;
      still.push(candidate);
    }
    waiting = still;
  }
  return given;
}
