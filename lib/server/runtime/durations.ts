const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "5s,2m,6h" as milliseconds. Throws a sentence that names the part at fault. */
export function parseDurations(text: string): number[] {
  return text.split(",").map((part) => {
    const match = /^\s*(\d{1,9})(ms|s|m|h|d)\s*$/.exec(part);
    const unit = UNIT_MS[match?.[2] ?? ""];
    if (match?.[1] === undefined || unit === undefined) {
      throw new Error(`'${part.trim()}' is not a duration such as 500ms, 5s, 2m or 6h`);
    }
    return Number(match[1]) * unit;
  });
}

/** What is left of a time that begins now, in ms. */
export function countDown(ms: number): () => number {
  const until = performance.now() + ms;
  return () => Math.max(0, until - performance.now());
}
