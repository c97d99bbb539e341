import type { RateLimit } from "./token-bucket.ts";

/** `20/100` is 20 a second and 100 at once, `0` is no limit. */
export function parseRateLimit(text: string, burstMin = 1): RateLimit | undefined {
  if (text === "0") return undefined;
  const [, perSecond, burst] = /^([1-9]\d{0,6})\/([1-9]\d{0,6})$/.exec(text) ?? [];
  if (perSecond === undefined || Number(burst) < burstMin) {
    const least = burstMin === 1 ? "" : `, at least ${burstMin} at once`;
    throw new Error(`how many a second / how many at once, such as 20/100, or 0 for no limit${least}`);
  }
  return { perSecond: Number(perSecond), burst: Number(burst) };
}
