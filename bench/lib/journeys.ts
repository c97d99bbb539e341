import type { OpenLoopResult } from "./open-loop.ts";
import type { Arrivals } from "./sink.ts";
import { summarize, type Summary } from "./summary.ts";

export type Journeys = {
  dueToAccepted: Summary;
  dueToReceiver: Summary;
  /** Below zero when the delivery overtook the answer. */
  acceptedToReceiver: Summary;
  /** Accepted and never received, or never accepted. The warm-up counts too. */
  lost: number;
  duplicates: number;
};

/** Joins what was sent with what came, by sequence number. Times are of everything after the warm-up. */
export function followJourneys({ due, accepted }: OpenLoopResult, arrivals: Arrivals, warmup: number): Journeys {
  const { first, duplicates } = firstArrivals(arrivals, due.length);
  const measured = Array.from({ length: due.length - warmup }, (_, index) => index + warmup);
  const times = (from: Float64Array, to: Float64Array) =>
    summarize(
      measured.map((seq) => (to[seq] ?? Number.NaN) - (from[seq] ?? Number.NaN)).filter((ms) => !Number.isNaN(ms)),
    );
  return {
    dueToAccepted: times(due, accepted),
    dueToReceiver: times(due, first),
    acceptedToReceiver: times(accepted, first),
    lost: first.filter((at) => Number.isNaN(at)).length,
    duplicates,
  };
}

function firstArrivals({ seqs, times }: Arrivals, count: number) {
  const first = new Float64Array(count).fill(Number.NaN);
  let duplicates = 0;
  seqs.forEach((seq, index) => {
    if (Number.isNaN(first[seq])) first[seq] = times[index] ?? Number.NaN;
    else duplicates += 1;
  });
  return { first, duplicates };
}
