import type { Benchmark } from "./benchmark.ts";

type Entry = { summary: string; load: () => Promise<Benchmark> };

/** Loaded by name, so that one benchmark does not pay for another's libraries. */
export const BENCHMARKS = {
  ingest: {
    summary: "single events a second that the API accepts durably, from 50 connections",
    load: async () => (await import("../ingest.ts")).ingest,
  },
  e2e: {
    summary: "1,000 events a second for 30 s: latency to the receiver, losses, memory, CPU and statements",
    load: async () => (await import("../e2e.ts")).e2e,
  },
  embed: {
    summary: "JavaScript of each page of the workspace, and the time from a click in the host to the first row",
    load: async () => (await import("../embed.ts")).embed,
  },
} satisfies Record<string, Entry>;

export function isBenchmark(name: string | undefined): name is keyof typeof BENCHMARKS {
  return name !== undefined && Object.hasOwn(BENCHMARKS, name);
}
