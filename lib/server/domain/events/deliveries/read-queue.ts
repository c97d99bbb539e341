import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { DeliveryQueue } from "#lib/contracts/rule-events.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import { paceOf } from "#lib/server/providers/kit/pace.ts";
import type { Destinations } from "#lib/server/providers/registry.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { refill, timeFor } from "#lib/server/runtime/rate-limit.ts";
import type { EventsContext } from "../context.ts";
import type { RuleEventRow } from "./read-deliveries.ts";

export const READ_QUEUE = loadStatement(import.meta.dirname, "read-queue", ["ids", "ahead_max"]);
export const AHEAD_MAX = 10_000;

type QueueRow = {
  id: string;
  type: IntegrationType;
  ahead: number;
  tokens: number | null;
  elapsed_ms: number | null;
  blocked_ms: number | null;
};

/** What comes before these deliveries, by their ids; only of those that are due and have not begun. */
export async function readQueue(
  { db, destinations }: Pick<EventsContext, "db" | "destinations">,
  rows: readonly RuleEventRow[],
): Promise<ReadonlyMap<string, DeliveryQueue>> {
  const now = clock.now();
  const due = rows.filter(({ ruleEvent }) => isDue(ruleEvent, now)).map(({ ruleEvent }) => ruleEvent.id);
  if (due.length === 0) return new Map();
  const { rows: found } = await db.execute<QueueRow>(READ_QUEUE.sql({ ids: due, ahead_max: AHEAD_MAX }));
  return new Map(found.map((row) => [row.id, toQueue(row, destinations, now)]));
}

function isDue({ status, dueAt, waitingSince }: RuleEventRow["ruleEvent"], now: Date): boolean {
  return (status === "pending" || status === "retrying") && waitingSince === null && dueAt !== null && dueAt <= now;
}

function toQueue(row: QueueRow, destinations: Destinations, now: Date): DeliveryQueue {
  const waitMs = expectedWait(row, destinations);
  return {
    ahead: row.ahead,
    is_exact: row.ahead < AHEAD_MAX,
    ...(waitMs === undefined ? {} : { expected_at: new Date(now.getTime() + waitMs).toISOString() }),
  };
}

/** Undefined where the provider's limits do not tell: without a rate, or where all connections share one. */
function expectedWait(row: QueueRow, destinations: Destinations): number | undefined {
  const { ahead, tokens, elapsed_ms: elapsedMs, blocked_ms: blockedMs } = row;
  const limits = destinations.of(row.type)?.limits;
  const { bucket, cost, isShared } = limits === undefined ? NO_PACE : paceOf(limits);
  if (bucket === undefined || isShared) return blockedMs !== null && blockedMs > 0 ? blockedMs : undefined;
  const held = tokens === null ? bucket.burst : refill(bucket, tokens, elapsedMs ?? 0);
  return Math.max(blockedMs ?? 0, timeFor(bucket, Math.max(0, (ahead + 1) * cost - held)));
}

const NO_PACE = { bucket: undefined, cost: 1, isShared: false };
