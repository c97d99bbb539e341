import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { waitUntil } from "./wait-until.ts";

export type ShutDownSignal = "SIGINT" | "SIGQUIT" | "SIGKILL";
export type ShutDownTarget = { isRunning(): boolean; send(signal: ShutDownSignal): void };

/** Fast shutdown (checkpoint, nothing to recover), immediate shutdown (recovery at the next start), last resort. */
const STEPS = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
] as const;

export async function shutDown(target: ShutDownTarget): Promise<void> {
  for (const [signal, waitMs] of STEPS) {
    if (!target.isRunning()) return;
    target.send(signal);
    if (await waitUntil(() => !target.isRunning(), waitMs)) return;
  }
  throw new EmbeddedPostgresError("PostgreSQL does not stop, not even when killed.");
}
