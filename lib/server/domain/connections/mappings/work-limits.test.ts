import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MappingField, MappingSchema, MappingTransform } from "#lib/contracts/mappings.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import { measureCpuMs } from "#lib/testing/server/cpu-time.ts";
import { applyMapping } from "./apply-mapping.ts";
import { timeZoneProblems } from "./serialize-mapping.ts";

/** No stretch of work may keep others from being answered for longer. */
const STRETCH_MS_MAX = 50;
const MIB = 1024 * 1024;

const fields = (count: number, transforms: MappingTransform[], value = "text"): MappingField[] =>
  Array.from({ length: count }, (_, index) => ({ dest: `f${index}`, source: { type: "path", value }, transforms }));
const schema = (given: MappingField[]): MappingSchema => ({ schema_version: 1, fields: given });
const apply = (given: MappingField[], payload: Record<string, unknown>) =>
  applyMapping(schema(given), payload, new Set(), createWorkBudget());

const cutting: MappingTransform = { type: "substring", start: 100_000, length: 10 };
const STEPS: MappingTransform[] = [
  { type: "to_string" },
  { type: "trim" },
  { type: "lower" },
  { type: "upper" },
  { type: "to_date", timezone: "Europe/Paris" },
  { type: "to_datetime", timezone: "Asia/Tokyo" },
  cutting,
];

describe("the work of a mapping", () => {
  it("ends in a sentence, and soon, when it is more than a delivery may take", () => {
    const payload = { text: "é".repeat(MIB / 2) };
    apply(fields(1, STEPS), payload);
    for (const step of [...STEPS, cutting]) {
      const steps = Array.from({ length: 10 }, () => step);
      expect(measureCpuMs(() => apply(fields(250, steps), payload))).toBeLessThan(STRETCH_MS_MAX);
    }
    expect(apply(fields(250, [cutting, cutting]), payload)).toEqual({
      ok: false,
      tooMuch: expect.stringContaining("takes too long"),
    });
  });

  it("is not stopped where it is usual: every transform on every field of a payload", () => {
    const steps: MappingTransform[] = Array.from({ length: 10 }, () => ({ type: "to_string" }));
    const payload = { text: "Ada Lovelace, London" };
    expect(apply(fields(250, steps), payload)).toMatchObject({ ok: true, warnings: [] });
  });

  it("makes at most 1 MiB, however often a field is repeated", () => {
    const large = { text: "x".repeat(200_000), list: Array.from({ length: 50_000 }, () => 1) };
    const tooLarge = { ok: false, tooMuch: expect.stringContaining("more than 1 MiB") };
    for (const value of ["text", "list"]) {
      expect(apply(fields(5, [], value), large)).toMatchObject({ ok: true });
      expect(apply(fields(250, [], value), large)).toEqual(tooLarge);
      expect(measureCpuMs(() => apply(fields(250, [], value), large))).toBeLessThan(STRETCH_MS_MAX);
    }
  });

  it("names at most 20 time zones, whatever their case", () => {
    const zone = (timezone: string): MappingTransform => ({ type: "to_date", timezone });
    const offsets = Array.from({ length: 21 }, (_, index) => zone(`+${String(index % 14).padStart(2, "0")}:${index}0`));
    const many = Array.from({ length: 10 }, (_, index) => zone(index % 2 === 0 ? "europe/PARIS" : "Europe/Paris"));
    expect(timeZoneProblems(schema(fields(250, many)))).toEqual([]);
    const found = timeZoneProblems(schema([...fields(1, offsets.slice(0, 10)), ...fields(1, offsets.slice(10))]));
    expect(found.at(-1)).toMatchObject({ param: "schema.fields[1].transforms[10].timezone" });
    const unknown = Array.from({ length: 250 }, (_, index) => fields(1, [zone(`Mars/${index}`)])[0]).filter(
      (field) => field !== undefined,
    );
    expect(measureCpuMs(() => timeZoneProblems(schema(unknown)))).toBeLessThan(STRETCH_MS_MAX);
    expect(timeZoneProblems(schema(unknown))).toHaveLength(250);
  });

  it("cuts by whole characters, as a list of them would be cut", () => {
    const unit = fc.constantFrom("a", "é", "😀", "\ud800", "\udc00");
    fc.assert(
      fc.property(
        fc.string({ unit }),
        fc.nat(12),
        fc.option(fc.integer({ min: 1, max: 12 })),
        (text, start, length) => {
          const by: MappingTransform = { type: "substring", start, ...(length === null ? {} : { length }) };
          const characters = Array.from(text);
          const expected = characters.slice(start, length === null ? undefined : start + length).join("");
          expect(apply(fields(1, [by]), { text })).toMatchObject({ ok: true, data: { f0: expected } });
        },
      ),
    );
  });
});
