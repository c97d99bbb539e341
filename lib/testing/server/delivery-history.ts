import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { ProblemState } from "#lib/contracts/problems.ts";
import { claimGiven } from "#lib/server/engine/queue/claim.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import { recordAttempts } from "#lib/server/engine/queue/record.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { TestDatabase } from "./test-database.ts";

/** One that goes on for long, so that what is retried stays in it. */
const SCHEDULE = Array.from({ length: 1_000 }, () => 3_600_000);

export type ProblemFacts = {
  id: string;
  connection_id: string;
  rule_id: string;
  cause: "connection" | "data";
  outcome_code: string;
  status_code: number | null;
  message: string;
  fingerprint: string;
  state: ProblemState;
  attempt_count: number;
  first_seen_at: Date;
  last_seen_at: Date;
  resolved_at: Date | null;
  acknowledged_by: string | null;
};

/** Deliveries of one workspace whose attempts a test makes itself, without a worker and without a destination. */
export async function createDeliveryHistory({ pool }: Pick<TestDatabase, "pool">) {
  const [organizationId, workspaceId] = [randomUUID(), uuidv7()];
  await pool.query("insert into organizations (id, name) values ($1, 'o')", [organizationId]);
  await pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspaceId,
    organizationId,
  ]);

  const makeConnection = async (): Promise<string> => {
    const id = uuidv7();
    await pool.query(
      `insert into connections (id, workspace_id, type, name, metadata, created_by)
       values ($1, $2, 'webhook', $1::uuid::text, '{"url": "https://hooks.example/"}', 't')`,
      [id, workspaceId],
    );
    return id;
  };

  const makeRule = async (connectionId: string, resource?: [kind: string, id: string]): Promise<string> => {
    const id = uuidv7();
    await pool.query(
      `insert into rules (id, workspace_id, connection_id, type, event, resource, resource_id, metadata, created_by)
       values ($1, $2, $3, 'webhook', $1::uuid::text, $4, $5, '{"action": "a"}', 't')`,
      [id, workspaceId, connectionId, resource?.[0], resource?.[1]],
    );
    return id;
  };

  /** So many events that this rule alone has matched. Answers the ids of their deliveries, which are due. */
  const emit = async (ruleId: string, count = 1, [kind, id]: [string, string] = ["global", ""]): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>(
      `with made as materialized (select meshes_uuidv7() as id from generate_series(1, $2::int)),
       e as (
         insert into events (id, workspace_id, event, resource, resource_id, status, total_rules, payload, created_by)
         select id, $3, $1::uuid::text, $4, nullif($5, ''), 'pending', 1, '{}', 't' from made
       )
       insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at)
       select meshes_uuidv7(), m.id, $3, r.connection_id, r.id, 'webhook', 'pending', now()
       from made m, rules r where r.id = $1::uuid returning id`,
      [ruleId, count, workspaceId, kind, id],
    );
    return rows.map((row) => row.id);
  };

  /** Everything of this connection that may be claimed, at most so many, whatever it waits for. */
  const claim = async (connectionId: string, places = 10_000, leaseToken = LEASE): Promise<ClaimedRuleEvent[]> => {
    await pool.query(
      `update rule_events set due_at = now() where connection_id = $1 and status in ('pending', 'retrying')
         and waiting_since is null`,
      [connectionId],
    );
    const holder = { organizationId, workspaceId, connectionId, origin: "https://hooks.example" };
    return claimGiven(pool, { leaseToken, leaseMs: 60_000 }, [{ holder, places }]);
  };

  const record = (claimed: readonly ClaimedRuleEvent[], outcome: OutcomeOf, on: pg.Pool = pool, leaseToken = LEASE) => {
    const batch = claimed.map((one, index) => ({
      claimed: one,
      outcome: typeof outcome === "function" ? outcome(index) : outcome,
    }));
    return recordAttempts(on, leaseToken, SCHEDULE, batch);
  };

  return {
    organizationId,
    workspaceId,
    makeConnection,
    makeRule,
    emit,
    claim,
    record,
    /** Claims what is there, and records this for each. */
    attempt: async (connectionId: string, outcome: OutcomeOf, places?: number): Promise<ClaimedRuleEvent[]> => {
      const claimed = await claim(connectionId, places);
      await record(claimed, outcome);
      return claimed;
    },
    problems: async (): Promise<ProblemFacts[]> => {
      const { rows } = await pool.query<ProblemFacts>("select * from problems where workspace_id = $1 order by id", [
        workspaceId,
      ]);
      return rows;
    },
    /** The problem of each of these deliveries. */
    problemsOf: async (ids: readonly string[]): Promise<(string | null)[]> => {
      const { rows } = await pool.query<{ problem_id: string | null }>(
        "select re.problem_id from unnest($1::uuid[]) with ordinality as t (id, n) join rule_events re on re.id = t.id order by n",
        [ids],
      );
      return rows.map((row) => row.problem_id);
    },
  };
}

const LEASE = randomUUID();

export type OutcomeOf = AttemptOutcome | ((index: number) => AttemptOutcome);
export type DeliveryHistory = Awaited<ReturnType<typeof createDeliveryHistory>>;

const base = { durationMs: 1 };
export const DELIVERED: AttemptOutcome = { ...base, kind: "delivered", code: "delivered", message: "Delivered" };
/** A cause of the connection, and one of the data. */
export const BROKEN: AttemptOutcome = {
  ...base,
  kind: "retry",
  code: "rejected_server_error",
  statusCode: 503,
  message: "The endpoint answered 503",
};
export const REFUSED: AttemptOutcome = {
  ...base,
  kind: "failed",
  code: "validation_failed",
  statusCode: 422,
  message: "The endpoint answered 422",
};
