import { BULK_ITEMS_MAX, BulkResult, CreateEvent } from "#lib/contracts/events.ts";
import { listChildren, findMember, type JsonChild } from "#lib/contracts/json-text.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { issuesToDetails } from "#lib/server/runtime/validation.ts";
import { withoutNulls } from "#lib/server/runtime/without-nulls.ts";
import { toBulkResult, type Item } from "./bulk-result.ts";
import type { EventsContext } from "./context.ts";
import { createBulkOnce } from "./create-bulk-once.ts";
import type { Accepted, Intake } from "./intake.ts";
import { createFindWorkspace, prepareEvent, type FindWorkspace } from "./prepare-event.ts";
import { sizeByWorkspace } from "./size-by-workspace.ts";

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
