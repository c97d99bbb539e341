import { z } from "zod";
import type { BenchContext } from "./benchmark.ts";
import { startChild } from "./child.ts";

const Floats = z.instanceof(Float64Array);
const Result = z.object({
  /** By sequence number: when the request was due, and when it was accepted (NaN: it was not). */
  due: Floats,
  accepted: Floats,
  failures: z.int(),
});
export type OpenLoopResult = z.infer<typeof Result>;

export type OpenLoop = { url: string; headers: Record<string, string>; rate: number; warmup: number; events: number };

/** Sends at a fixed rate; `onMeasuring` is called when the warm-up is over. */
export async function runOpenLoop(
  bench: BenchContext,
  load: OpenLoop,
  onMeasuring = async (): Promise<void> => undefined,
): Promise<OpenLoopResult> {
  const child = startChild(import.meta.resolve("../processes/open-loop.ts"), load);
  bench.stopper.add("generator", () => child.stop());
  await child.next(z.object({ phase: z.literal("measuring") }));
  const result = child.next(Result);
  await onMeasuring();
  return result;
}
