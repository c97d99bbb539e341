/** Milliseconds since 1970. */
export type Span = { from: number; to: number };

export type AxisScale = {
  /** Where a moment stands, from 0 to 1. */
  at: (ms: number) => number;
  /** Waits are drawn shorter than they were, in proportion to the attempts. */
  isCompressed: boolean;
};

/** An attempt of a millisecond beside one of ten seconds can still be seen. */
const BUSY_SHARE_MIN = 0.04;

type Segment = Span & { isBusy: boolean };

/**
 * A time axis on which attempts keep their proportions to each other, and the waits between them do not push them out of
 * sight: one that is longer than all attempts together grows with the logarithm of its length, and all waits together
 * take no more than half of the axis.
 */
export function createScale(attempts: readonly Span[], from: number, to: number): AxisScale {
  const segments = cut(merge(attempts), from, to);
  const busyMs = Math.max(1, sum(segments.filter(({ isBusy }) => isBusy).map(lengthOf)));
  const weights = segments.map((segment) =>
    segment.isBusy ? Math.max(lengthOf(segment), busyMs * BUSY_SHARE_MIN) : gapWeight(lengthOf(segment), busyMs),
  );
  const isGap = (_weight: number, index: number) => segments[index]?.isBusy === false;
  const gaps = sum(weights.filter(isGap));
  const shrink = attempts.length === 0 || gaps <= busyMs ? 1 : busyMs / gaps;
  const widths = weights.map((weight, index) => (isGap(weight, index) ? weight * shrink : weight));
  const longest = Math.max(0, ...segments.filter(({ isBusy }) => !isBusy).map(lengthOf));
  return {
    at: (ms) => position(segments, widths, ms),
    isCompressed: attempts.length > 0 && (shrink < 1 || longest > busyMs),
  };
}

function gapWeight(gapMs: number, busyMs: number): number {
  return gapMs <= busyMs ? gapMs : busyMs * (1 + Math.log10(gapMs / busyMs));
}

function position(segments: readonly Segment[], widths: readonly number[], ms: number): number {
  const total = sum(widths);
  if (total === 0) return 0;
  let before = 0;
  for (const [index, segment] of segments.entries()) {
    const width = widths[index] ?? 0;
    if (ms < segment.to) {
      const share = Math.max(0, ms - segment.from) / Math.max(1, lengthOf(segment));
      return (before + share * width) / total;
    }
    before += width;
  }
  return 1;
}

/** Busy spans and the gaps around them, without a break. */
function cut(busy: readonly Span[], from: number, to: number): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  for (const span of busy) {
    if (span.from > at) segments.push({ from: at, to: span.from, isBusy: false });
    segments.push({ from: Math.max(at, span.from), to: span.to, isBusy: true });
    at = span.to;
  }
  if (to > at) segments.push({ from: at, to, isBusy: false });
  return segments;
}

/** Spans that overlap become one. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to: Math.max(from + 1, to) });
  }
  return merged;
}

function lengthOf({ from, to }: Span): number {
  return to - from;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
