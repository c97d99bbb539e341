import { sql, type SQL } from "drizzle-orm";
import type { InactiveReason } from "#lib/contracts/connections.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { AttentionItem } from "#lib/contracts/metrics.ts";
import type { InsightContext } from "../context.ts";
import { isIdWithin, pairJoin, toArray } from "./conditions.ts";
import { countByStatus } from "./connection-metrics.ts";
import type { DeliveryCount } from "./count-stats.ts";
import type { TimeWindow } from "./windows.ts";

const ITEMS_MAX = 20;

type Row = {
  connection: string;
  connection_name: string;
  integration_type: IntegrationType;
  inactive_reason: InactiveReason | null;
  failed: number;
  retrying: number;
  last_error: string | null;
  last_failed_at: Date | null;
};

/** Connections that need somebody, the worst first: inactive ones, then by failed deliveries, then by retrying ones. */
export async function listAttention(
  ctx: InsightContext,
  workspaceId: string,
  window: TimeWindow,
  deliveries: readonly DeliveryCount[],
): Promise<AttentionItem[]> {
  const troubled = [...Map.groupBy(deliveries, ({ connection }) => connection)]
    .map(([id, counts]) => ({
      id,
      failed: countByStatus(counts, "failed"),
      retrying: countByStatus(counts, "retrying"),
    }))
    .filter(({ failed, retrying }) => failed + retrying > 0);
  const columns = (["id", "failed", "retrying"] as const).map((key) => toArray(troubled.map((row) => row[key])));
  const { rows } = await ctx.db.execute<Row>(sql`
    select c.*, l.last_error, l.last_failed_at
    from (
      select c.id as connection, c.name as connection_name, c.type as integration_type, c.inactive_reason, c.active,
        coalesce(t.failed, 0) as failed, coalesce(t.retrying, 0) as retrying
      from connections c
      left join unnest(${columns[0]}::uuid[], ${columns[1]}::int[], ${columns[2]}::int[]) as t (id, failed, retrying) on t.id = c.id
      where c.workspace_id = ${workspaceId} and c.deleted_at is null and (t.id is not null or not c.active)
      order by c.active, failed desc, retrying desc, c.id
      limit ${ITEMS_MAX}
    ) c
    left join lateral (
      select * from ((${newest(ctx, workspaceId, window, "failed")}) union all (${newest(ctx, workspaceId, window, "retrying")})) n
      order by last_failed_at desc nulls last limit 1
    ) l on true
    order by c.active, c.failed desc, c.retrying desc, c.connection`);
  return rows.map(toItem);
}

/** The newest delivery of the connection in this status: one step into an index, and only where there is one. */
function newest(ctx: InsightContext, workspaceId: string, window: TimeWindow, status: "failed" | "retrying"): SQL {
  return sql`
    select re.last_error, coalesce(re.completed_at, re.attempt_started_at) as last_failed_at
    from rule_events re ${pairJoin(ctx)}
    where ${sql.raw(`c.${status} > 0 and re.status = '${status}'`)} and re.workspace_id = ${workspaceId}
      and re.connection_id = c.connection and ${isIdWithin(sql`re.event_id`, window)}
    order by re.event_id desc limit 1`;
}

function toItem(row: Row): AttentionItem {
  return {
    connection: row.connection,
    connection_name: row.connection_name,
    integration_type: row.integration_type,
    ...(row.inactive_reason === null ? {} : { inactive_reason: row.inactive_reason }),
    failed: row.failed,
    retrying: row.retrying,
    ...(row.last_error === null ? {} : { last_error: row.last_error }),
    ...(row.last_failed_at === null ? {} : { last_failed_at: new Date(row.last_failed_at).toISOString() }),
  };
}
