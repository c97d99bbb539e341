import type { BenchDatabase } from "./databases.ts";
import type { BenchTenant } from "./tenant.ts";

export type WaitingConnections = {
  /** Each has a delivery that is tried again in 30 days, or none. */
  wait(isWaiting: boolean): Promise<void>;
};

/** Connections of this tenant, with a rule each. Written straight into the database: over the API it takes minutes. */
export async function createWaitingConnections(
  { pool }: BenchDatabase,
  { workspaceId }: BenchTenant,
  count: number,
): Promise<WaitingConnections> {
  await pool.query(
    `with c as (
      insert into connections (id, workspace_id, type, name, metadata, created_by)
      select meshes_uuidv7(), $1, 'webhook', 'Waiting ' || n, '{"url": "http://127.0.0.1:9/never"}', 'bench'
      from generate_series(1, $2::int) as n returning id
    ), r as (
      insert into rules (id, workspace_id, connection_id, type, event, metadata, created_by)
      select id, $1, id, 'webhook', 'bench.waiting', '{"action": "send_webhook"}', 'bench' from c
    )
    insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by)
    select id, $1, 'bench.waiting', 'global', 'retrying', 1, '{}', 'bench' from c`,
    [workspaceId, count],
  );
  return {
    wait: async (isWaiting) => {
      await pool.query("delete from rule_events where workspace_id = $1", [workspaceId]);
      if (isWaiting) {
        await pool.query(
          `insert into rule_events (id, event_id, workspace_id, connection_id, rule_id, integration_type, status, due_at,
             attempt_count, started_at)
           select meshes_uuidv7(), id, workspace_id, id, id, 'webhook', 'retrying', now() + interval '30 days', 1, now()
           from events where workspace_id = $1`,
          [workspaceId],
        );
      }
      await pool.query("vacuum analyze rule_events");
    },
  };
}
