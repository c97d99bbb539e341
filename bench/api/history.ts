import { randomUUID } from "node:crypto";
import { uuidv7At } from "#lib/server/runtime/ids.ts";
import type { BenchDatabase } from "../lib/databases.ts";
import { EVENT_PAYLOAD } from "../lib/event-body.ts";

const DAYS = 7;
const ROWS_AT_A_TIME = 5_000;
const RESOURCE_IDS = 500;
const EVENT_NAMES = 40;

export type Ids = { event: string; rule: string; attempt: string };
export type Sizes = { events: number; rules: number; connections: number };
export type History = { connectionIds: string[]; ruleIds: string[]; eventIds: string[]; failed: Ids };

type Row = Record<string, unknown>;
type Tables = Record<"events" | "rule_events" | "attempts" | "attempt_details", Row[]>;

const idAt = (ms: number) => uuidv7At(ms).slice(0, 19) + randomUUID().slice(19);

/**
 * A week of events, evenly spread, each delivered by one rule; of a hundred, two failed, one is being retried and one
 * was canceled. Written as rows: sending them would take longer than all the measuring.
 */
export async function writeHistory(
  database: BenchDatabase,
  workspaceId: string,
  sizes: Sizes,
  endsAt = Date.now(),
): Promise<History> {
  const startsAt = endsAt - DAYS * 86_400_000;
  const connectionIds = await writeConnections(database, workspaceId, sizes.connections, startsAt);
  const ruleIds = await writeRules(database, workspaceId, connectionIds, sizes.rules, startsAt);
  const eventIds: string[] = [];
  let failed: Ids | undefined;
  for (let from = 0; from < sizes.events; from += ROWS_AT_A_TIME) {
    const tables: Tables = { events: [], rule_events: [], attempts: [], attempt_details: [] };
    for (let seq = from; seq < Math.min(from + ROWS_AT_A_TIME, sizes.events); seq += 1) {
      const atMs = Math.floor(startsAt + ((endsAt - startsAt) * seq) / sizes.events);
      const rule = ruleIds[seq % ruleIds.length] ?? "";
      const connection = connectionIds[(seq % ruleIds.length) % connectionIds.length] ?? "";
      const ids = addDelivery(tables, { workspaceId, rule, connection, seq, atMs });
      eventIds.push(ids.event);
      if (pickStatus(seq) === "failed") failed = ids;
    }
    for (const [table, rows] of Object.entries(tables)) await write(database, table, rows);
  }
  if (failed === undefined) throw new Error("The history has no failed delivery: it is too short");
  await database.pool.query("analyze");
  return { connectionIds, ruleIds, eventIds, failed };
}

/** As autovacuum leaves a table that is no longer written: index-only scans need what it notes. */
export async function vacuum(database: BenchDatabase): Promise<void> {
  await database.pool.query("vacuum analyze");
}

function pickStatus(seq: number): "completed" | "failed" | "retrying" | "canceled" {
  const place = seq % 100;
  if (place < 2) return "failed";
  if (place === 2) return "retrying";
  return place === 3 ? "canceled" : "completed";
}

type Delivery = { workspaceId: string; rule: string; connection: string; seq: number; atMs: number };

function addDelivery(tables: Tables, { workspaceId, rule, connection, seq, atMs }: Delivery): Ids {
  const status = pickStatus(seq);
  const isDelivered = status === "completed";
  const [event, ruleEvent, attempt] = [idAt(atMs), idAt(atMs), idAt(atMs + 5)];
  const [created_at, started_at, done_at] = [0, 5, 5 + (seq % 90)].map((ms) => new Date(atMs + ms).toISOString());
  const completed_at = status === "retrying" ? null : done_at;
  const shared = { workspace_id: workspaceId, created_at };
  const delivery = { workspace_id: workspaceId, event_id: event, connection_id: connection, rule_id: rule };
  tables.events.push({
    ...shared,
    id: event,
    event: `bench.event_${seq % EVENT_NAMES}`,
    resource: "account",
    resource_id: `account-${seq % RESOURCE_IDS}`,
    status,
    total_rules: 1,
    completed_count: isDelivered ? 1 : 0,
    failed_count: status === "failed" ? 1 : 0,
    payload: EVENT_PAYLOAD_JSON,
    created_by: "Bench",
    started_at,
    completed_at,
  });
  tables.rule_events.push({
    ...delivery,
    id: ruleEvent,
    integration_type: "webhook",
    status,
    attempt_count: 1,
    schedule_step: 1,
    trigger: "scheduled",
    cancel_requested: false,
    // Far away: the history must not change while it is read.
    due_at: status === "retrying" ? new Date(atMs + 30 * 86_400_000).toISOString() : null,
    started_at,
    completed_at,
    last_error: isDelivered ? null : "The endpoint answered 500",
    created_at,
  });
  tables.attempts.push({
    ...delivery,
    id: attempt,
    rule_event_id: ruleEvent,
    attempt_number: 1,
    trigger: "scheduled",
    outcome_code: isDelivered ? "delivered" : "rejected_server_error",
    message: isDelivered ? "The endpoint answered 200" : "The endpoint answered 500",
    status_code: isDelivered ? 200 : 500,
    duration_ms: seq % 90,
    started_at,
    completed_at: done_at,
  });
  if (!isDelivered) {
    tables.attempt_details.push({
      attempt_id: attempt,
      workspace_id: workspaceId,
      request: { method: "POST", url: "https://example.com/hook", headers: {}, body: EVENT_PAYLOAD },
      status_code: 500,
      headers: { "content-type": "text/plain" },
      body: "Something went wrong",
      truncated: false,
    });
  }
  return { event, rule, attempt };
}

const EVENT_PAYLOAD_JSON: unknown = JSON.parse(EVENT_PAYLOAD);

async function writeConnections(database: BenchDatabase, workspaceId: string, count: number, startsAt: number) {
  const at = new Date(startsAt).toISOString();
  const rows = Array.from({ length: count }, (_, n) => ({
    id: idAt(startsAt + n),
    workspace_id: workspaceId,
    type: "webhook",
    name: `Destination ${n}`,
    metadata: {
      url: "https://example.com/hook",
      http_method: "POST",
      payload_mode: "wrapped",
      auth_scheme: "none",
      custom_headers: [],
      hmac_algorithm: "none",
    },
    active: true,
    hidden: false,
    created_by: "Bench",
    created_at: at,
    updated_at: at,
  }));
  await write(database, "connections", rows);
  return rows.map(({ id }) => id);
}

async function writeRules(
  database: BenchDatabase,
  workspaceId: string,
  connectionIds: readonly string[],
  count: number,
  startsAt: number,
) {
  const at = new Date(startsAt).toISOString();
  const rows = Array.from({ length: count }, (_, n) => ({
    id: idAt(startsAt + n),
    workspace_id: workspaceId,
    connection_id: connectionIds[n % connectionIds.length],
    type: "webhook",
    event: `bench.event_${n % EVENT_NAMES}`,
    resource: "account",
    resource_id: `account-${n}`,
    metadata: { action: "send_webhook" },
    active: true,
    hidden: false,
    created_by: "Bench",
    created_at: at,
    updated_at: at,
  }));
  await write(database, "rules", rows);
  return rows.map(({ id }) => id);
}

async function write({ pool }: BenchDatabase, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  await pool.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
