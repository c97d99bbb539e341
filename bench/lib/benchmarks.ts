import type { Benchmark } from "./benchmark.ts";

type Entry = { summary: string; load: () => Promise<Benchmark> };

/** Loaded by name, so that one benchmark does not pay for another's libraries. */
export const BENCHMARKS = {
  ingest: {
    summary: "single events a second that the API accepts durably, from 50 connections",
    load: async () => (await import("../ingest.ts")).ingest,
  },
  rules: {
    summary: "what accepting an event costs beside 50,000 rules of its name for other resources",
    load: async () => (await import("../rules.ts")).rules,
  },
  e2e: {
    summary: "1,000 events a second for 30 s: latency to the receiver, losses, memory, CPU and statements",
    load: async () => (await import("../e2e.ts")).e2e,
  },
  embed: {
    summary: "JavaScript of each page of the workspace, and the time from a click in the host to the first row",
    load: async () => (await import("../embed.ts")).embed,
  },
  api: {
    summary: "every read of the API over 100,000 events and 1,000 rules, at 50 requests a second",
    load: async () => (await import("../api.ts")).api,
  },
  isolation: {
    summary:
      "a healthy tenant beside endpoints that hang and 20,000 connections that wait: latency in alternating slices",
    load: async () => (await import("../isolation.ts")).isolation,
  },
} satisfies Record<string, Entry>;

export function isBenchmark(name: string | undefined): name is keyof typeof BENCHMARKS {
  return name !== undefined && Object.hasOwn(BENCHMARKS, name);
}
