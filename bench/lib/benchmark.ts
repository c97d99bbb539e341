import type { Log } from "#lib/server/runtime/log.ts";
import type { Stopper } from "#lib/server/runtime/stopper.ts";
import type { Options } from "./options.ts";
import type { Table } from "./table.ts";

export type BenchContext = Options & {
  log: Log;
  /** Everything that a benchmark starts is registered here, and stopped at the end and on Ctrl-C. */
  stopper: Stopper;
  /** Tells the person at the terminal what happens now; never part of the result. */
  note(text: string): void;
};

export type Target = { name: string; limit: string; value: number; holds: boolean };

export type Report = {
  /** One line: what it ran on. */
  machine: string;
  tables: Table[];
  /** What a reader must know to judge the figures. */
  notes: string[];
  results: Record<string, unknown>;
  /** What the same machine does without our work, in the same run. */
  reference: Record<string, unknown>;
  targets: Target[];
};

export type Benchmark = (bench: BenchContext) => Promise<Report>;

export function atLeast(name: string, value: number, limit: number): Target {
  return { name, limit: `>= ${limit}`, value, holds: value >= limit };
}

export function atMost(name: string, value: number, limit: number): Target {
  return { name, limit: `<= ${limit}`, value, holds: value <= limit };
}
