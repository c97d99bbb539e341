import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clock } from "./clock.ts";
import { isUuid, randomBase62, uuidv7, uuidv7At } from "./ids.ts";

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timeOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

describe("an id", () => {
  it("is a UUID of version 7 that carries the present time", () => {
    const before = clock.nowMs();
    const id = uuidv7();
    expect(id).toMatch(V7);
    expect(isUuid(id)).toBe(true);
    expect(timeOf(id)).toBeGreaterThanOrEqual(before);
    expect(timeOf(id)).toBeLessThan(before + 1000);
  });

  it("sorts after every id before it, however many are made in a millisecond", () => {
    const ids = Array.from({ length: 50_000 }, () => uuidv7());
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => V7.test(id))).toBe(true);
  });

  it("sorts after every id before it when the clock stands still, jumps or goes backwards", () => {
    let last = uuidv7();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), { maxLength: 50 }),
        (times) => {
          for (const ms of times) {
            const id = uuidv7(ms);
            expect(id).toMatch(V7);
            expect(id > last).toBe(true);
            last = id;
          }
        },
      ),
    );
  });
});

it("the first id of a moment is below every id made then and above every id made before", () => {
  const times = fc.integer({ min: 0, max: 2 ** 48 - 2 });
  fc.assert(
    fc.property(times, (ms) => {
      expect(uuidv7At(ms)).toMatch(V7);
      expect(timeOf(uuidv7At(ms))).toBe(ms);
      expect(uuidv7At(ms + 1) > uuidv7At(ms)).toBe(true);
    }),
  );
  const id = uuidv7();
  expect(uuidv7At(timeOf(id)) <= id).toBe(true);
  expect(uuidv7At(timeOf(id) + 1) > id).toBe(true);
  expect(uuidv7At(-1)).toBe(uuidv7At(0));
});

it.each([
  "",
  "x",
  "0190a000-0000-7000-8000-00000000000",
  "0190a000-0000-7000-8000-0000000000000",
  "0190a0000000-7000-8000-000000000000",
  "{0190a000-0000-7000-8000-000000000000}",
  "0190a000-0000-7000-8000-000000000000\n",
  "g190a000-0000-7000-8000-000000000000",
])("%j is no id", (text) => {
  expect(isUuid(text)).toBe(false);
});

it("random text has the length that was asked for and nothing but letters and digits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (length) => {
      expect(randomBase62(length)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`));
    }),
  );
  expect(new Set(Array.from({ length: 1000 }, () => randomBase62(16))).size).toBe(1000);
});
