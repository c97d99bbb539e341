import type { BenchContext } from "./benchmark.ts";
import { readResidentBytes } from "./usage.ts";

const EVERY_MS = 500;

/** Resident MB (10^6 bytes) of the process twice a second, from now until the result is read. */
export function sampleMemory(bench: BenchContext, pid: number): () => { first: number; max: number; last: number } {
  const read = () => readResidentBytes(pid) / 1e6;
  const samples = [read()];
  const timer = setInterval(() => samples.push(read()), EVERY_MS);
  bench.stopper.add("memory samples", async () => clearInterval(timer));
  return () => {
    clearInterval(timer);
    return { first: samples[0] ?? 0, max: Math.max(...samples), last: samples.at(-1) ?? 0 };
  };
}
