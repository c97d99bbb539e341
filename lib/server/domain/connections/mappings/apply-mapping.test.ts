import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePayload } from "#lib/contracts/exact-json.ts";
import { MappingSchema, MappingTransform, type MappingField } from "#lib/contracts/mappings.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import { applyMapping } from "./apply-mapping.ts";

const NO_KEYS = new Set<string>();
const PAYLOAD = {
  email: " Ann@Example.COM ",
  age: "42",
  empty: "",
  nothing: null,
  zero: 0,
  address: { city: "Ghent", "0": "key" },
  items: [{ sku: "a" }, { sku: "b", tags: ["x", "y"] }],
};

type Field = Partial<MappingField> & { path?: string };
const field = ({ path = "email", ...rest }: Field): MappingField => ({
  dest: "out",
  source: { type: "path", value: path },
  ...rest,
});
const apply = (
  fields: readonly Field[],
  payload: Record<string, unknown> = PAYLOAD,
  keys: ReadonlySet<string> = NO_KEYS,
) => mapped({ schema_version: 1, fields: fields.map(field) }, payload, keys);
function mapped(schema: MappingSchema, payload: Record<string, unknown>, keys: ReadonlySet<string> = NO_KEYS) {
  const result = applyMapping(schema, payload, keys, createWorkBudget());
  if ("tooMuch" in result) throw new Error(result.tooMuch);
  return result;
}
const dataOf = (...args: Parameters<typeof apply>) => {
  const result = apply(...args);
  if (!result.ok) throw new Error(result.problem.message);
  return result.data;
};
/** The value that these transforms make of this one, or what is wrong with it. */
function made(value: unknown, ...transforms: MappingTransform[]): unknown {
  const result = apply([{ path: "v", transforms, on_error: "warn_action" }], { v: value });
  if (!result.ok) throw new Error(result.problem.message);
  return "out" in result.data ? result.data["out"] : result.warnings[0]?.message;
}

describe("where a value comes from", () => {
  it.each([
    ["email", " Ann@Example.COM "],
    ["address.city", "Ghent"],
    ["address.0", "key"],
    ["items.1.sku", "b"],
    ["items.1.tags.0", "x"],
    ["items.0", { sku: "a" }],
    ["zero", 0],
    ["empty", ""],
    ["nothing", null],
  ])("%s", (path, value) => expect(dataOf([{ path }])).toEqual({ out: value }));

  it.each([
    "missing",
    "email.length",
    "items.2.sku",
    "items.length",
    "items.01.sku",
    "items.sku",
    "nothing.a",
    "constructor",
    "address.toString",
  ])("%s is not there", (path) => expect(dataOf([{ path }])).toEqual({}));

  it.each(["text", 0, -1.5, true, null])("a literal: %j", (value) =>
    expect(dataOf([{ source: { type: "literal", value } }])).toEqual({ out: value }),
  );
});

describe("where a value goes", () => {
  const to = (...dests: string[]) =>
    dests.map((dest, index) => ({ dest, source: { type: "literal", value: index } as const }));

  it("into objects by its dots", () => {
    expect(dataOf(to("a", "b.c", "b.d.e", "b.d.f"))).toEqual({ a: 0, b: { c: 1, d: { e: 2, f: 3 } } });
  });

  it("to a field whose own name has dots", () => {
    expect(dataOf(to("b.c", "b.d"), PAYLOAD, new Set(["b.c"]))).toEqual({ "b.c": 0, b: { d: 1 } });
  });

  it("replaces what an earlier field put there, but not when it has no value", () => {
    expect(dataOf(to("a", "a"))).toEqual({ a: 1 });
    expect(dataOf(to("a", "a.b"))).toEqual({ a: { b: 1 } });
    expect(dataOf([{ dest: "a" }, { dest: "a", path: "missing" }])).toEqual({ a: PAYLOAD.email });
  });

  it("never into a prototype", () => {
    const data = dataOf(to("__proto__.polluted", "constructor.prototype.polluted"));
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
    expect(JSON.stringify(data)).toBe('{"__proto__":{"polluted":0},"constructor":{"prototype":{"polluted":1}}}');
  });
});

describe("what becomes of a value that is missing or cannot be made", () => {
  const wrong = { transforms: [{ type: "to_number" as const }] };
  const MESSAGE = "The value of email is not a number";

  it("is left out, unless it is said otherwise", () => {
    expect(apply([wrong])).toMatchObject({ ok: true, data: {}, warnings: [] });
    expect(apply([{ ...wrong, on_error: "skip_field" }])).toMatchObject({ ok: true, data: {}, warnings: [] });
  });

  it("is left out with a warning", () => {
    const warnings = [
      { dest: "out", message: MESSAGE },
      { dest: "b", message: "The value of missing is not in the payload" },
    ];
    const fields: Field[] = [
      { ...wrong, on_error: "warn_action" },
      { dest: "b", path: "missing", on_error: "warn_action" },
      { dest: "c", path: "zero" },
    ];
    expect(apply(fields)).toMatchObject({ ok: true, data: { c: 0 }, warnings });
  });

  it("stops the delivery", () => {
    expect(apply([{ ...wrong, on_error: "fail_action" }])).toMatchObject({
      ok: false,
      problem: { dest: "out", message: MESSAGE },
    });
    expect(apply([{ path: "missing", on_error: "fail_action" }])).toMatchObject({ ok: false });
    expect(apply([{ path: "nothing", on_error: "fail_action" }])).toMatchObject({ ok: true, data: { out: null } });
  });
});

describe("transforms", () => {
  it("run in their order", () => {
    const transforms = [{ type: "trim" }, { type: "lower" }, { type: "substring", start: 0, length: 3 }] as const;
    expect(dataOf([{ transforms: [...transforms] }])).toEqual({ out: "ann" });
    expect(made("  ", { type: "trim" }, { type: "default", value: "none" })).toBe("none");
    expect(made("  ", { type: "default", value: "none" }, { type: "trim" })).toBe("");
  });

  it.each<[unknown, MappingTransform, unknown]>([
    [5, { type: "to_string" }, "5"],
    [true, { type: "to_string" }, "true"],
    [{ a: [1] }, { type: "to_string" }, '{"a":[1]}'],
    [" 4.5 ", { type: "to_number" }, 4.5],
    ["-1e3", { type: "to_number" }, -1000],
    [true, { type: "to_number" }, 1],
    ["", { type: "to_number" }, "The value of v is not a number"],
    ["0x10", { type: "to_number" }, "The value of v is not a number"],
    ["1e999", { type: "to_number" }, "The value of v is not a number"],
    ["1,5", { type: "to_number" }, "The value of v is not a number"],
    [["1"], { type: "to_number" }, "The value of v is not a number"],
    ["Yes", { type: "to_boolean" }, true],
    [0, { type: "to_boolean" }, false],
    ["off", { type: "to_boolean" }, false],
    ["maybe", { type: "to_boolean" }, "The value of v is neither true nor false"],
    [2, { type: "to_boolean" }, "The value of v is neither true nor false"],
    [7, { type: "trim" }, "7"],
    [{}, { type: "upper" }, "The value of v is not text"],
    ["straße", { type: "upper" }, "STRASSE"],
    ["a😀b", { type: "substring", start: 1, length: 1 }, "😀"],
    ["abc", { type: "substring", start: 5 }, ""],
    [null, { type: "to_number" }, null],
    [null, { type: "default", value: 1 }, 1],
    ["", { type: "default", value: false }, false],
    [0, { type: "default", value: 1 }, 0],
  ])("%j by %j", (value, by, expected) => expect(made(value, by)).toEqual(expected));

  const day = (timezone?: string): MappingTransform => ({
    type: "to_date",
    ...(timezone === undefined ? {} : { timezone }),
  });
  const moment = (timezone?: string): MappingTransform => ({
    type: "to_datetime",
    ...(timezone === undefined ? {} : { timezone }),
  });
  it.each<[string, MappingTransform[], string]>([
    ["9007199254740993", [], "9007199254740993"],
    ["10.50", [], "10.50"],
    ["1e400", [], "1e400"],
    ["10.50", [{ type: "to_string" }], '"10.50"'],
    ["9007199254740993", [{ type: "to_string" }], '"9007199254740993"'],
    ["[1.0,-0]", [{ type: "to_string" }], '"[1.0,-0]"'],
    ["10.50", [{ type: "to_number" }], "10.50"],
    ['"9007199254740993"', [{ type: "to_number" }], "9007199254740993"],
    ['" 0.10 "', [{ type: "to_number" }], "0.1"],
    ["9007199254740993", [{ type: "substring", start: 0, length: 4 }], '"9007"'],
    ["1.0", [{ type: "to_boolean" }], "true"],
    ["-0", [{ type: "to_boolean" }], "false"],
    ["1770000000.0", [day()], '"2026-02-02"'],
    ["1e400", [day()], '"The value of v is not a date"'],
  ])("the number %s by %j is %s", (written, transforms, expected) => {
    const result = apply([{ path: "v", transforms, on_error: "warn_action" }], parsePayload(`{"v":${written}}`));
    if (!result.ok) throw new Error(result.problem.message);
    expect(JSON.stringify("out" in result.data ? result.data["out"] : result.warnings[0]?.message)).toBe(expected);
  });

  const NO_DATE = "The value of v is not a date";
  it.each<[unknown, MappingTransform, string]>([
    ["2026-02-03", day(), "2026-02-03"],
    ["2026-02-03", day("Pacific/Auckland"), "2026-02-03"],
    ["2026-02-03T23:30:00Z", day(), "2026-02-03"],
    ["2026-02-03T23:30:00Z", day("Europe/Paris"), "2026-02-04"],
    ["2026-02-03T23:30:00", day("Europe/Paris"), "2026-02-03"],
    ["2026-02-03T01:30:00+0200", day(), "2026-02-02"],
    [0, day(), "1970-01-01"],
    [1_770_000_000, day(), "2026-02-02"],
    [1_770_000_000_000, day(), "2026-02-02"],
    ["2026-02-03", moment(), "2026-02-03T00:00:00.000Z"],
    ["2026-02-03", moment("Europe/Paris"), "2026-02-02T23:00:00.000Z"],
    ["2026-07-03 12:00", moment("Europe/Paris"), "2026-07-03T10:00:00.000Z"],
    ["2026-03-29T03:30", moment("Europe/Paris"), "2026-03-29T01:30:00.000Z"],
    ["2026-02-03T10:00:00.5-05:00", moment("Europe/Paris"), "2026-02-03T15:00:00.500Z"],
    ["2026-02-31", day(), NO_DATE],
    ["2026-13-01", day(), NO_DATE],
    ["02/03/2026", day(), NO_DATE],
    ["tomorrow", day(), NO_DATE],
    ["", day(), NO_DATE],
    [1e20, day(), NO_DATE],
    [true, day(), NO_DATE],
    ["x", moment(), "The value of v is not a date and time"],
  ])("%j by %j is %s", (value, by, expected) => expect(made(value, by)).toBe(expected));
});

describe("for every mapping and every payload", () => {
  const segment = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,5}$/);
  const path = fc
    .tuple(segment, fc.array(fc.oneof(segment, fc.nat(3).map(String)), { maxLength: 3 }))
    .map(([first, rest]) => [first, ...rest].join("."));
  const scalar = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20 }),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.boolean(),
    fc.constant(null),
  );
  const zone = fc.option(fc.constantFrom("Europe/Paris", "America/St_Johns", "Pacific/Apia"), { nil: undefined });
  const transforms = fc.array(
    fc.oneof(
      fc.constantFrom("to_string", "to_number", "to_boolean", "trim", "lower", "upper").map((type) => ({ type })),
      fc
        .tuple(fc.constantFrom("to_date", "to_datetime"), zone)
        .map(([type, timezone]) => (timezone === undefined ? { type } : { type, timezone })),
      scalar.map((value) => ({ type: "default", value })),
      fc.record({ type: fc.constant("substring"), start: fc.nat(9), length: fc.integer({ min: 1, max: 9 }) }),
    ),
    { maxLength: 10 },
  );
  const dest = fc.oneof(path, fc.constantFrom("__proto__", "__proto__.x", "constructor.prototype.x", ".", "a..b"));
  const source = fc.oneof(
    path.map((value) => ({ type: "path", value })),
    scalar.map((value) => ({ type: "literal", value })),
  );
  const modes = fc.constantFrom("skip_field", "warn_action", "fail_action");
  const schemas = fc
    .array(fc.record({ dest, source, transforms, on_error: modes }), { maxLength: 8 })
    .map((fields) => MappingSchema.parse({ schema_version: 1, fields }));
  const payloads = fc.dictionary(segment, fc.jsonValue({ maxDepth: 3 }));

  it("ends in data that is JSON, or in one problem, and is the same each time", () => {
    fc.assert(
      fc.property(schemas, payloads, (schema, payload) => {
        const before = JSON.stringify(payload);
        const result = mapped(schema, payload);
        expect(JSON.stringify(payload)).toBe(before);
        expect(mapped(schema, payload)).toEqual(result);
        if (!result.ok) return;
        expect(JSON.parse(JSON.stringify(result.data))).toEqual(JSON.parse(JSON.stringify(result.data)));
        expect(Object.getPrototypeOf(result.data)).toBe(Object.prototype);
        expect(result.warnings.length).toBeLessThanOrEqual(schema.fields.length);
      }),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("a date that was made is made from itself again, in every time zone", () => {
    const at = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(at, zone, (date, timezone) => {
        const by = (type: "to_date" | "to_datetime") => MappingTransform.parse({ type, timezone });
        const text = date.toISOString();
        expect(made(text, by("to_datetime"))).toBe(text);
        const on = made(text, by("to_date"));
        expect(made(on, by("to_date"))).toBe(on);
      }),
    );
  });
});
