import { z } from "zod";
import type { BenchContext } from "./benchmark.ts";
import { startChild } from "./child.ts";
import { eventBody } from "./event-body.ts";

const Summary = z.object({ count: z.int(), p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() });
const Result = z.object({
  /** Every 201, the warm-up's too. */
  accepted: z.int(),
  /** Other answers. */
  refused: z.int(),
  /** No answer. */
  failed: z.int(),
  /** 201s in the measured window. */
  perSecond: z.number(),
  latency: Summary,
  /** Of the generator, in the measured window. */
  cpuSeconds: z.number(),
});
export type ClosedLoopResult = z.infer<typeof Result>;

export type ClosedLoop = {
  url: string;
  headers: Record<string, string>;
  connections: number;
  warmupSeconds: number;
  seconds: number;
};

/** Runs the load; `onMeasuring` is called when the warm-up is over. */
export async function runClosedLoop(
  bench: BenchContext,
  load: ClosedLoop,
  onMeasuring = (): void => undefined,
): Promise<ClosedLoopResult> {
  const child = startChild(import.meta.resolve("../processes/closed-loop.ts"), { ...load, body: eventBody(0) });
  bench.stopper.add("generator", () => child.stop());
  await child.next(z.object({ phase: z.literal("measuring") }));
  onMeasuring();
  return child.next(Result);
}
