import type pg from "pg";
import { capExchange } from "#lib/server/providers/kit/cap-exchange.ts";
import type { Exchange } from "#lib/server/providers/kit/outcome.ts";

const DETAILS_SQL = `
  insert into attempt_details (attempt_id, workspace_id, request, status_code, headers, body, truncated)
  select * from unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::int[], $5::jsonb[], $6::text[], $7::boolean[])`;

export type AttemptDetails = { attemptId: string; workspaceId: string; exchange: Exchange | undefined };

/** Keeps what was sent and answered, for the attempts that were not delivered. */
export async function writeDetails(client: pg.PoolClient, details: readonly AttemptDetails[]): Promise<void> {
  const rows = details.flatMap(({ attemptId, workspaceId, exchange }) =>
    exchange === undefined ? [] : [{ attemptId, workspaceId, ...capExchange(exchange) }],
  );
  if (rows.length === 0) return;
  await client.query({
    name: "record-details",
    text: DETAILS_SQL,
    values: [
      rows.map(({ attemptId }) => attemptId),
      rows.map(({ workspaceId }) => workspaceId),
      rows.map(({ request }) => toJson(request)),
      rows.map(({ statusCode }) => statusCode ?? null),
      rows.map(({ headers }) => toJson(headers)),
      rows.map(({ body }) => toText(body)),
      rows.map(({ truncated }) => truncated),
    ],
  });
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
