import { createLog, type Log } from "#lib/server/runtime/log.ts";

/** A log that keeps its warnings and errors, for tests in which there must be none. */
export type Problems = { log: Log; lines: string[] };

export function collectProblems(): Problems {
  const lines: string[] = [];
  return { lines, log: createLog("warn", { write: (line) => void lines.push(line) }) };
}
