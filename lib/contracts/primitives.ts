import { z } from "zod";
import { EVENT_NAME, RESOURCE_ID } from "./constants.ts";
import { invisibleProblem } from "./visible-text.ts";

/** An id that a caller sends. A malformed one is answered like an unknown one (404), so the shape is not checked here. */
export const IdParam = z.string({ error: "Required, a string" }).min(1, "Must not be empty").meta({ format: "uuid" });

/** Raised by every change. Extension. */
export const Version = z.int().min(1).meta({ description: "Raised by every change" });

/** Extension. */
export const ExpectedVersion = z.int({ error: "Must be a whole number" }).min(1, "At least 1").meta({
  description:
    "`version` as it was read; 409 if it has been changed since. Without it, only what changes while the request runs is a 409.",
});

/** RFC 3339 date-time in UTC, milliseconds. */
export const Timestamp = z.iso.datetime();
/** RFC 3339 date-time with any offset, as callers write it. */
export const Moment = z.iso.datetime({ offset: true, error: "A date-time such as 2026-01-31T09:00:00Z" });

/** A name that people type: without the white space around it, and without anything in it that cannot be seen. */
export function visibleText(error = "Required, a string") {
  return z
    .string({ error })
    .trim()
    .refine((text) => invisibleProblem(text) === undefined, {
      error: ({ input }) => invisibleProblem(String(input)) ?? "",
      abort: true,
    });
}

/** A name to look for: without the white space around it, as it was stored. */
export const SearchedName = z.string({ error: "Must be a string" }).trim();

export const ResourceId = visibleText("Must be a string")
  .min(1, "Must not be empty")
  .max(RESOURCE_ID.max, "At most 255 characters");

/** Event types and resources. */
export const EventName = visibleText().min(1, "Must not be empty").max(EVENT_NAME.max, "At most 128 characters");

/** `true` or `false` as a query parameter. */
export const QueryFlag = z
  .enum(["true", "false"], { error: "One of true, false" })
  .transform((text) => text === "true")
  .meta({ override: { type: "boolean", enum: undefined, default: false } });

export const LIST_LIMIT_MAX = 200;
export const LIST_LIMIT_DEFAULT = 50;
/** What a list answers without `limit` and `cursor` when the public SDKs cannot page it. */
export const UNPAGED_LIST_LIMIT = 1000;

const limit = z
  .string()
  .regex(/^\d{1,4}$/, "A whole number from 1 to 200")
  .transform(Number)
  .pipe(z.int().min(1, "At least 1").max(LIST_LIMIT_MAX, "At most 200"))
  .meta({
    description:
      "How many records a page has. Without `limit` and `cursor`: 50, or up to 1,000 where older clients cannot page.",
    override: { type: "integer", pattern: undefined, minimum: 1, maximum: LIST_LIMIT_MAX },
  });

const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, "Not a cursor of this list")
  .meta({ description: "`next_cursor` of the page before." });

/** Query parameters of every list. Cursors are opaque; pass `next_cursor` back. */
export const pageQuery = { limit: limit.optional(), cursor: cursor.optional() };
export const PageQuery = z.object(pageQuery);
export type PageQuery = z.infer<typeof PageQuery>;

export type Page<T> = { count: number; limit: number; next_cursor: string | null; records: T[] };

export function pageSchema<T extends z.ZodType>(record: T) {
  return z.object({
    count: z.int().min(0),
    limit: z.int().min(1),
    next_cursor: z.string().nullable(),
    records: z.array(record),
  });
}
