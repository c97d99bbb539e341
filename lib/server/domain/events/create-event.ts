import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import {
  DEFAULT_RESOURCE,
  PAYLOAD_DEPTH_MAX,
  PAYLOAD_TOO_DEEP,
  type CreateEvent,
  EventCreated,
} from "#lib/contracts/events.ts";
import { compactJson, type JsonMember } from "#lib/contracts/json-text.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { measure } from "./bulk-items.ts";
import type { EventsContext, NewEvent, Accepted, Intake } from "./context.ts";
import { serializeAcceptedEvent } from "./read-events.ts";
import { unstorablePayload } from "./unstorable-payload.ts";

/** Finds the workspaces that the events of one request name; each is looked up once. */
export type FindWorkspace = (named: string) => Promise<string>;

export function createFindWorkspace(ctx: EventsContext): FindWorkspace {
  const found = new Map<string, Promise<string>>();
  return (named) => {
    const known = found.get(named) ?? requireWorkspace(ctx.db, ctx.scope, named).then(({ id }) => id);
    found.set(named, known);
    return known;
  };
}

/** The event as it will be stored, when this caller may send it. `payload` is what its payload was written as. */
export async function prepareEvent(
  ctx: EventsContext,
  input: CreateEvent,
  payload: JsonMember | undefined,
  findWorkspace: FindWorkspace,
): Promise<NewEvent> {
  requireResourceScope(ctx.scope, input);
  const workspaceId = await resolveWorkspace(ctx.scope, input.workspace, findWorkspace);
  return {
    id: uuidv7(),
    workspaceId,
    event: input.event,
    resource: input.resource ?? DEFAULT_RESOURCE,
    resourceId: input.resource_id ?? null,
    payload: toStored(payload),
    createdBy: ctx.actor,
    createdAt: clock.now(),
  };
}

/** A key that names a workspace decides; a body that names another one is refused. */
async function resolveWorkspace(
  { workspaceId }: Scope,
  named: string | undefined,
  findWorkspace: FindWorkspace,
): Promise<string> {
  if (workspaceId !== undefined) {
    if (named !== undefined && named.toLowerCase() !== workspaceId) {
      throw new AppError("forbidden", "This credential belongs to another workspace");
    }
    return workspaceId;
  }
  if (named === undefined) throw badParam("workspace", "Required with a machine key");
  return findWorkspace(named);
}

function requireResourceScope({ resourceScope }: Scope, input: CreateEvent): void {
  if (resourceScope === undefined) return;
  const isInside = input.resource === resourceScope.resource && input.resource_id === resourceScope.resourceId;
  if (!isInside) throw new AppError("forbidden", "This session can only emit events of its own resource");
}

/** What was written, token by token: a key that stands twice in an object is kept twice, but counts as it is parsed. */
function toStored(payload: JsonMember | undefined): string {
  if (payload === undefined) throw badParam("payload", "Required, an object");
  if (payload.depth > PAYLOAD_DEPTH_MAX) throw badParam("payload", PAYLOAD_TOO_DEEP);
  const text = payload.hasSpace ? compactJson(payload.text) : payload.text;
  if (text.length > EVENT_BYTES_MAX || Buffer.byteLength(text) > EVENT_BYTES_MAX)
    throw new AppError("payload_too_large", "An event can have at most 256 KiB");
  return text;
}

/** Accepts one event; `payload` is its payload as it was written. When this resolves, the event and its deliveries are committed. */
export async function createEvent(
  ctx: EventsContext,
  input: CreateEvent,
  payload: JsonMember | undefined,
  { idempotency, admit }: Intake,
): Promise<Accepted<EventCreated>> {
  const event = await prepareEvent(ctx, input, payload, createFindWorkspace(ctx));
  await admit?.(new Map([[event.workspaceId, measure([event])]]));
  const answer = { event: serializeAcceptedEvent(event) };
  if (idempotency === undefined) {
    await ctx.ingest.accept(event);
    return { answer, isReplayed: false };
  }
  const accepted = await ctx.ingest.acceptOnce({
    ...idempotency,
    workspaceId: event.workspaceId,
    events: [event],
    answer: (unstorable) => {
      if (unstorable.has(event.id)) throw unstorablePayload();
      return answer;
    },
  });
  return { answer: EventCreated.parse(accepted.answer), isReplayed: accepted.isReplayed };
}
