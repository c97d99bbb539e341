import type pg from "pg";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { settleProblems } from "#lib/server/db/queries/problems.ts";
import type { FinishedAttempt } from "./finished-attempt.ts";
import { groupSightings } from "./group-sightings.ts";
import type { NotDelivered } from "./problem-cause.ts";
import { toText } from "./write-details.ts";

/** An outcome that was written: what became of the delivery, and the problem that it was in. */
export type RecordedRow = {
  /** Of the attempt. */
  id: string;
  status: DeliveryStatus;
  problem_id: string | null;
  started_at: Date;
  /** Its connection has a problem that this delivery ends. */
  heals: boolean;
};

export type Recorded = FinishedAttempt & { row: RecordedRow };

/**
 * Puts deliveries that did not arrive into the problem of their cause, and takes those out that arrived or were canceled.
 * An attempt whose delivery was canceled meanwhile is nobody's problem any more.
 */
export async function noteProblems(client: pg.PoolClient, recorded: readonly Recorded[]): Promise<void> {
  const isStuck = ({ row: { status } }: Recorded) => status === "retrying" || status === "failed";
  await settleProblems(client, {
    sightings: groupSightings(recorded.filter(isStuck).flatMap(toNotDelivered)),
    left: recorded.filter((one) => !isStuck(one)).map(({ row }) => row.problem_id),
    healed: healedConnections(recorded),
  });
}

function toNotDelivered({ claimed, outcome, row }: Recorded): NotDelivered[] {
  const { id, workspaceId, connectionId, ruleId, resource, resourceId } = claimed;
  const { code, statusCode = null, message } = outcome;
  if (code === "delivered") return [];
  const delivery = {
    ruleEventId: id,
    problemId: row.problem_id,
    workspaceId,
    connectionId,
    ruleId,
    resource,
    resourceId,
  };
  return [{ ...delivery, code, statusCode, message: toText(message), isAttempt: true }];
}

/** The last attempt of each connection is the one that proves most. */
function healedConnections(recorded: readonly Recorded[]) {
  const healing = recorded.filter(({ row }) => row.heals);
  return [...Map.groupBy(healing, ({ claimed }) => claimed.connectionId)].map(([connectionId, attempts]) => ({
    connectionId,
    startedAt: new Date(Math.max(...attempts.map(({ row }) => row.started_at.getTime()))),
  }));
}
