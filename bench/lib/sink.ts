import { z } from "zod";
import { until } from "#lib/testing/server/until.ts";
import type { BenchContext } from "./benchmark.ts";
import { startChild } from "./child.ts";

const Floats = z.instanceof(Float64Array);
const Arrivals = z.object({ seqs: Floats, times: Floats });
export type Arrivals = z.infer<typeof Arrivals>;

export type Sink = {
  url: string;
  count(): Promise<number>;
  /** Waits until this many came, or nothing more does for a while. */
  settled(expected: number): Promise<void>;
  arrivals(): Promise<Arrivals>;
  /** Forgets what came. */
  clear(): Promise<void>;
  /** Whether what comes below `/hang` is left without an answer. */
  hang(isHanging: boolean): Promise<void>;
};

/** Longer than a lease, after which an interrupted delivery is made again. */
const QUIET_MS = 10_000;

/** A receiver in a process of its own. */
export async function startSink(bench: BenchContext): Promise<Sink> {
  const child = startChild(import.meta.resolve("../processes/sink.ts"), {});
  bench.stopper.add("sink", () => child.stop());
  const { url } = await child.next(z.object({ url: z.url() }));

  async function ask<S extends z.ZodType>(
    what: "count" | "arrivals" | "clear" | "hang" | "answer",
    schema: S,
  ): Promise<z.output<S>> {
    const answer = child.next(schema);
    child.send(what);
    return answer;
  }
  const Count = z.object({ count: z.int() });
  const count = async () => (await ask("count", Count)).count;

  return {
    url,
    count,
    settled: async (expected) => {
      let last = { count: -1, at: 0 };
      await until(
        "the sink to settle",
        async () => {
          const now = { count: await count(), at: performance.now() };
          if (now.count !== last.count) last = now;
          return now.count >= expected || now.at - last.at > QUIET_MS;
        },
        Number.POSITIVE_INFINITY,
      );
    },
    arrivals: () => ask("arrivals", Arrivals),
    clear: async () => void (await ask("clear", Count)),
    hang: async (isHanging) => void (await ask(isHanging ? "hang" : "answer", Count)),
  };
}
