import { BulkResult, BULK_ITEMS_MAX, CreateEvent } from "#lib/contracts/events.ts";
import { listChildren, findMember, type JsonChild } from "#lib/contracts/json-text.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";
import { issuesToDetails } from "#lib/server/runtime/validation.ts";
import { withoutNulls } from "#lib/server/runtime/without-nulls.ts";
import { toBulkResult, type Item, sizeByWorkspace } from "./bulk-items.ts";
import type { EventsContext, Accepted, Idempotency, Intake } from "./context.ts";
import { createFindWorkspace, prepareEvent, type FindWorkspace } from "./create-event.ts";
import { unstorablePayload } from "./unstorable-payload.ts";

/** Accepts the good items of a bulk request together, and keeps the answer with its refusals for repetitions. */
export async function createBulkOnce(
  ctx: EventsContext,
  items: readonly Item[],
  idempotency: Idempotency,
): Promise<Accepted<BulkResult>> {
  const workspaceId = requireOneWorkspace(ctx, items);
  // Without any workspace nothing can be accepted, so there is nothing to protect.
  if (workspaceId === undefined) return { answer: toBulkResult(items), isReplayed: false };
  const accepted = await ctx.ingest.acceptOnce({
    ...idempotency,
    workspaceId,
    events: items.flatMap((item) => (item instanceof AppError ? [] : [item])),
    answer: (unstorable) => toBulkResult(items.map((item) => refuseUnstorable(item, unstorable))),
  });
  return { answer: BulkResult.parse(accepted.answer), isReplayed: accepted.isReplayed };
}

/** Keys belong to a workspace, and a machine can send to several with one request. */
function requireOneWorkspace(ctx: EventsContext, items: readonly Item[]): string | undefined {
  const named = new Set(items.flatMap((item) => (item instanceof AppError ? [] : [item.workspaceId])));
  if (named.size > 1) throw badParam("Idempotency-Key", "All events must belong to one workspace");
  return ctx.scope.workspaceId ?? [...named][0];
}

function refuseUnstorable(item: Item, unstorable: ReadonlySet<string>): Item {
  return item instanceof AppError || !unstorable.has(item.id) ? item : unstorablePayload();
}

/** `text` is the body as it was written. Each good item is accepted on its own; records align with the input. Refusals name `[index].field`. */
export async function createEventsBulk(
  ctx: EventsContext,
  body: unknown,
  text: string,
  { idempotency, admit }: Intake,
): Promise<Accepted<BulkResult>> {
  // Refused as a whole: a client repeats that by itself, and not what each of its events was answered.
  ctx.ingest.requireDiskRoom();
  const items = await prepareItems(ctx, requireItems(body), listChildren(text));
  await admit?.(sizeByWorkspace(ctx, items));
  if (idempotency !== undefined) return createBulkOnce(ctx, items, idempotency);
  const results = await Promise.all(items.map((item) => accept(ctx, item)));
  return { answer: toBulkResult(results), isReplayed: false };
}

function requireItems(body: unknown): readonly unknown[] {
  if (!Array.isArray(body)) throw new AppError("bad_request", "The body must be an array of events");
  if (body.length === 0 || body.length > BULK_ITEMS_MAX) {
    throw new AppError("bad_request", `The body must hold 1 to ${BULK_ITEMS_MAX} events`);
  }
  return body;
}

function prepareItems(ctx: EventsContext, items: readonly unknown[], written: readonly JsonChild[]): Promise<Item[]> {
  const findWorkspace = createFindWorkspace(ctx);
  return Promise.all(
    items.map((item, index) => prepareItem(ctx, item, written[index], findWorkspace).catch(refusalOnly)),
  );
}

async function prepareItem(
  ctx: EventsContext,
  item: unknown,
  written: JsonChild | undefined,
  findWorkspace: FindWorkspace,
): Promise<Item> {
  const parsed = CreateEvent.safeParse(withoutNulls(CreateEvent, item));
  if (parsed.success)
    return prepareEvent(ctx, parsed.data, findMember(written?.text ?? "{}", "payload"), findWorkspace);
  throw new AppError("bad_request", "Validation failed", { data: issuesToDetails(parsed.error.issues) });
}

async function accept(ctx: EventsContext, item: Item): Promise<Item> {
  if (item instanceof AppError) return item;
  return ctx.ingest.accept(item).then(() => item, refusalOnly);
}

/** What is not a refusal of this one item (the database is away, a bug) fails the whole request. */
function refusalOnly(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
