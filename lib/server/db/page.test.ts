import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { decodeCursor, decodeTimeCursor, encodeCursor, encodeTimeCursor, readPosition, toPage } from "./page.ts";

const uuid = fc.uuid({ version: [4, 7] });

describe("a cursor", () => {
  it("is the id that it was made of, in characters that need no escaping", () => {
    fc.assert(
      fc.property(uuid, (id) => {
        const cursor = encodeCursor(id);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{22}$/);
        expect(decodeCursor(cursor)).toBe(id);
      }),
    );
  });

  it("has one spelling, so every text is either that of an id or a refusal", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.stringMatching(/^[A-Za-z0-9_-]{20,24}$/),
      uuid,
      uuid.map((id) => `${encodeCursor(id)}=`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(encodeCursor(decodeCursor(text))).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toMatchObject({ code: "bad_request", data: [{ param: "cursor" }] });
        }
      }),
    );
  });
});

describe("a cursor of a list in the order of a time", () => {
  const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z") });

  it("is the moment and the id that it was made of", () => {
    fc.assert(
      fc.property(moment, uuid, (at, id) => {
        const cursor = encodeTimeCursor({ at, id });
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{30}$/);
        expect(decodeTimeCursor(cursor)).toEqual({ at, id });
      }),
    );
  });

  it("has one spelling, so every text is either one or a refusal", () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9_-]{28,32}$/), uuid.map(encodeCursor));
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(encodeTimeCursor(decodeTimeCursor(text))).toBe(text);
        } catch (error) {
          expect(error).toMatchObject({ code: "bad_request", data: [{ param: "cursor" }] });
        }
      }),
    );
  });
});

describe("a page", () => {
  const ids = fc
    .array(fc.constant(undefined), { maxLength: 40 })
    .map((slots) => slots.map(() => uuidv7()).toReversed());
  const read = (all: readonly string[], limit: number, cursor: string | undefined) => {
    const { before } = readPosition({ limit, cursor });
    const rows = all.filter((id) => before === undefined || id < before).slice(0, limit + 1);
    return toPage(
      rows,
      limit,
      (id) => id,
      (id) => id,
    );
  };

  it("after page gives every record once, in order, whatever the size", () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 45 }), (all, limit) => {
        const seen: string[] = [];
        let cursor: string | undefined;
        let pages = 0;
        do {
          const page = read(all, limit, cursor);
          expect(page.count).toBe(page.records.length);
          expect(page.limit).toBe(limit);
          seen.push(...page.records);
          cursor = page.next_cursor ?? undefined;
          pages += 1;
        } while (cursor !== undefined && pages < 100);
        expect(seen).toEqual(all);
        expect(pages).toBe(Math.max(1, Math.ceil(all.length / limit)));
      }),
    );
  });
});

it.each([
  ["paged", {}, 50],
  ["unpaged", {}, 1000],
  ["unpaged", { limit: 7 }, 7],
  ["unpaged", { cursor: encodeCursor(uuidv7()) }, 50],
] as const)("a list that is %s and asked with %j has a limit of %i", (kind, query, limit) => {
  expect(readPosition(query, kind).limit).toBe(limit);
});
