import { parsePayload } from "#lib/contracts/exact-json.ts";
import type { MappingPreview, PreviewMapping } from "#lib/contracts/mappings.ts";
import {
  knownFields,
  mapToFields,
  requireConnection,
  requireDestination,
  timeZoneProblems,
} from "#lib/server/domain/connections/index.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import type { EventsContext } from "./context.ts";
import { getPayload } from "./read-events.ts";

/** `written`: the payload of the request as it is written there, for numbers that do not survive their parsing. */
type PreviewCall = { written: string | undefined; mayReadPayload: boolean };

/** What a delivery would carry with this mapping, by the engine that deliveries use. Nothing is stored or sent. */
export async function previewMapping(
  ctx: EventsContext,
  connectionId: string,
  input: PreviewMapping,
  { written, mayReadPayload }: PreviewCall,
): Promise<MappingPreview> {
  const connection = await requireConnection(ctx.db, ctx.scope, connectionId);
  const { schema } = input;
  const problems = timeZoneProblems(schema);
  if (problems.length > 0) throw new AppError("bad_request", "Validation failed", { data: problems });
  const payload = await resolvePayload(ctx, connection.workspaceId, input, { written, mayReadPayload });
  const source = requireDestination(ctx, connection.type).fields;
  // A destination without fields takes events as they are, so no mapping has an effect.
  if (source === undefined) return { data: {}, warnings: [], fields: [] };
  const known = await knownFields(ctx.db, connection.id, source);
  const mapped = mapToFields(schema, payload, known, createWorkBudget());
  if ("tooMuch" in mapped) {
    throw new AppError("unprocessable", mapped.tooMuch, { data: [{ param: "schema", msg: mapped.tooMuch }] });
  }
  const result = mapped.ok
    ? { data: mapped.data, warnings: mapped.warnings }
    : { data: {}, warnings: [], problem: mapped.problem };
  return {
    ...result,
    fields: mapped.fields.map((field) => ("message" in field ? { dest: field.dest, problem: field.message } : field)),
  };
}

async function resolvePayload(
  ctx: EventsContext,
  workspaceId: string,
  { payload, event_id: eventId }: PreviewMapping,
  { written, mayReadPayload }: PreviewCall,
): Promise<Record<string, unknown>> {
  if (payload !== undefined && eventId !== undefined) throw badParam("payload", "Send event_id or payload, not both");
  if (payload !== undefined) return written === undefined ? payload : parsePayload(written);
  if (eventId === undefined) throw badParam("payload", "Required, unless event_id says which event");
  if (!mayReadPayload) throw new AppError("forbidden", "This session is not allowed to read payloads");
  return getPayload({ ...ctx, scope: { ...ctx.scope, workspaceId } }, eventId);
}
