import type pg from "pg";
import { loadStatement } from "#lib/server/db/statement.ts";
import { capExchange } from "#lib/server/providers/kit/cap-exchange.ts";
import type { Exchange } from "#lib/server/providers/kit/outcome.ts";

const RECORD_DETAILS = loadStatement(import.meta.dirname, "record-details", [
  "attempt_ids",
  "workspace_ids",
  "requests",
  "status_codes",
  "headers",
  "bodies",
  "are_truncated",
]);

export type AttemptDetails = { attemptId: string; workspaceId: string; exchange: Exchange | undefined };

/** Keeps what was sent and answered, for the attempts that were not delivered. */
export async function writeDetails(client: pg.PoolClient, details: readonly AttemptDetails[]): Promise<void> {
  const rows = details.flatMap(({ attemptId, workspaceId, exchange }) =>
    exchange === undefined ? [] : [{ attemptId, workspaceId, ...capExchange(exchange) }],
  );
  if (rows.length === 0) return;
  await client.query(
    RECORD_DETAILS.prepared({
      attempt_ids: rows.map(({ attemptId }) => attemptId),
      workspace_ids: rows.map(({ workspaceId }) => workspaceId),
      requests: rows.map(({ request }) => toJson(request)),
      status_codes: rows.map(({ statusCode }) => statusCode ?? null),
      headers: rows.map(({ headers }) => toJson(headers)),
      bodies: rows.map(({ body }) => toText(body)),
      are_truncated: rows.map(({ truncated }) => truncated),
    }),
  );
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
