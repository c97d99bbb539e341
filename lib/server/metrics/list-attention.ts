import { sql } from "drizzle-orm";
import type { InactiveReason } from "../../contracts/connections.ts";
import type { IntegrationType } from "../../contracts/integrations.ts";
import type { AttentionItem } from "../../contracts/metrics.ts";
import type { ServiceContext } from "../app-context.ts";
import { uuidv7At } from "../ids.ts";
import type { TimeWindow } from "./get-metrics.ts";

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

/** Connections that need somebody, the worst first: switched off, then by failed deliveries, then by retrying ones. */
export async function listAttention(
  ctx: ServiceContext,
  workspaceId: string,
  window: TimeWindow,
): Promise<AttentionItem[]> {
  const { pair } = ctx.scope;
  const inPair =
    pair === undefined
      ? sql``
      : sql`join events e on e.id = re.event_id and e.resource = ${pair.resource} and e.resource_id = ${pair.resourceId}`;
  const { rows } = await ctx.db.execute<Row>(sql`
    with troubled as (
      select re.connection_id,
        (count(*) filter (where re.status = 'failed'))::int as failed,
        (count(*) filter (where re.status = 'retrying'))::int as retrying,
        (array_agg(re.last_error order by coalesce(re.completed_at, re.attempt_started_at) desc nulls last))[1] as last_error,
        max(coalesce(re.completed_at, re.attempt_started_at)) as last_failed_at
      from rule_events re ${inPair}
      where re.workspace_id = ${workspaceId} and re.status in ('failed', 'retrying')
        and re.event_id >= ${uuidv7At(window.from.getTime())}
      group by re.connection_id
    )
    select c.id as connection, c.name as connection_name, c.type as integration_type, c.inactive_reason,
      coalesce(t.failed, 0) as failed, coalesce(t.retrying, 0) as retrying, t.last_error, t.last_failed_at
    from connections c left join troubled t on t.connection_id = c.id
    where c.workspace_id = ${workspaceId} and c.deleted_at is null and (t.connection_id is not null or not c.active)
    order by c.active, failed desc, retrying desc, c.id
    limit ${ITEMS_MAX}`);
  return rows.map(toItem);
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
