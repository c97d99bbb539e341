import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";
import { capExchange } from "#lib/server/providers/kit/cap-exchange.ts";
import type { Exchange } from "#lib/server/providers/kit/outcome.ts";

export const OF_DETAILS = ["detail_ids", "requests", "answer_codes", "headers", "bodies", "are_truncated"] as const;

const RECORD_DETAILS = loadStatement(import.meta.dirname, "record-details", [...OF_DETAILS, "workspace_ids"]);

type Detailed = { attemptId: string; exchange?: Exchange | undefined };
export type AttemptDetails = Detailed & { workspaceId: string };

/** Keeps what was sent and answered, for the attempts that made a request. */
export async function writeDetails(client: pg.PoolClient, details: readonly AttemptDetails[]): Promise<void> {
  const rows = details.filter(({ exchange }) => exchange !== undefined);
  if (rows.length === 0) return;
  const workspaces = rows.map(({ workspaceId }) => workspaceId);
  await client.query(RECORD_DETAILS.prepared({ ...detailColumns(rows), workspace_ids: workspaces }));
}

export function detailColumns(details: readonly Detailed[]) {
  const rows = details.flatMap(({ attemptId, exchange }) =>
    exchange === undefined ? [] : [{ attemptId, ...capExchange(exchange) }],
  );
  return {
    detail_ids: rows.map(({ attemptId }) => attemptId),
    requests: rows.map(({ request }) => toJson(request)),
    answer_codes: rows.map(({ statusCode }) => statusCode ?? null),
    headers: rows.map(({ headers }) => toJson(headers)),
    bodies: rows.map(({ body }) => toText(body)),
    are_truncated: rows.map(({ truncated }) => truncated),
  };
}

/** PostgreSQL text and jsonb cannot hold NUL, and a receiver may send anything. */
export function toText(text: string): string {
  return text.replaceAll("\u0000", "\ufffd");
}

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "string" ? toText(item).toWellFormed() : item,
  );
}
