/**
 * Latencies are counted in classes, four for every doubling: class k holds 2^((k-1)/4) to 2^(k/4) ms. The geometric
 * middle of a class is at most 2^(1/8) from every value in it, so a percentile is off by at most 9.1 %.
 */
export type LatencyCounts = ReadonlyMap<number, number>;

/** The latency that a share of the deliveries did not exceed, in whole milliseconds; null when there was none. */
export function percentile(counts: LatencyCounts, share: number): number | null {
  const classes = [...counts].filter(([, n]) => n > 0).toSorted(([a], [b]) => a - b);
  const total = classes.reduce((sum, [, n]) => sum + n, 0);
  let below = 0;
  for (const [k, n] of classes) {
    below += n;
    if (below >= total * share) return classMidpointMs(k);
  }
  return null;
}

function classMidpointMs(k: number): number {
  return k === 0 ? 1 : Math.round(2 ** ((k - 0.5) / 4));
}
