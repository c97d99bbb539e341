import { describe, expect, it } from "vitest";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { MappingSchema } from "#lib/contracts/mappings.ts";
import { createFormats } from "#lib/i18n/formats.ts";
import { STANDARD_LOCALE } from "#lib/i18n/languages.ts";
import formatsEnglish from "#lib/i18n/texts/en/formats.ts";
import english from "#lib/i18n/texts/en/mappings.ts";
import { formatsTexts } from "#lib/i18n/texts/formats.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";
import { createTranslate } from "#lib/i18n/translator.ts";
import { emptyRow, emptyTransform, toRows, toSchema } from "./draft.ts";
import { changesBetween } from "./mapping-diff.ts";
import { rowProblems } from "./row-problems.ts";
import { typeWarning } from "./type-warning.ts";

const OPTIONS = { locale: STANDARD_LOCALE, phrases: {} };
const t = createTranslate(mappingsTexts, english, OPTIONS);
const formats = createFormats(STANDARD_LOCALE, createTranslate(formatsTexts, formatsEnglish, OPTIONS));
const words = { t, formats };

const CATALOG: CatalogField[] = [
  { key: "email", type: "string", constraints: { required: true } },
  { key: "born", type: "date" },
  { key: "stage", type: "enum", constraints: { allowed_values: ["lead", "won"] } },
];
const path = (value: string) => ({ type: "path" as const, value });
const SCHEMA: MappingSchema = {
  schema_version: 1,
  fields: [
    {
      dest: "born",
      source: path("person.born"),
      transforms: [
        { type: "default", value: 5 },
        { type: "substring", start: 1, length: 2 },
        { type: "to_date", timezone: "UTC" },
      ],
      on_error: "warn_action",
      notes: "kept",
    },
    { dest: "bag.color", source: { type: "literal", value: null }, on_error: "skip_field" },
    {
      dest: "bag.size",
      source: { type: "literal", value: false },
      on_error: "fail_action",
      transforms: [{ type: "substring", start: 0 }, { type: "to_datetime" }, { type: "trim" }],
    },
  ],
  meta: { name: "mine" },
};

describe("a mapping in the editor", () => {
  it("comes out as it went in, and is a schema of the contract", () => {
    const schema = toSchema(toRows(SCHEMA, CATALOG), SCHEMA.meta);
    expect(schema).toEqual(SCHEMA);
    expect(MappingSchema.parse(schema)).toEqual(SCHEMA);
  });

  it("has required fields that nothing fills on top, and leaves them out until something does", () => {
    const rows = toRows(SCHEMA, CATALOG);
    expect(rows.map(({ dest, from }) => [dest, from])).toEqual([
      ["email", "none"],
      ["born", "path"],
      ["bag.color", "literal"],
      ["bag.size", "literal"],
    ]);
  });
});

describe("what is wrong with a row", () => {
  const row = { ...emptyRow("email", false), from: "path" as const, path: "email" };

  it.each([
    [{ path: "" }, "source"],
    [{ path: "$.email" }, "source"],
    [{ path: "a..b" }, "source"],
    [{ dest: "" }, "dest"],
    [{ dest: "bag." }, "dest"],
    [{ from: "literal" as const }, "source"],
    [{ from: "literal" as const, constant: { kind: "number" as const, text: "x" } }, "source"],
  ])("%j is at %s", (change, at) => {
    expect(rowProblems({ ...row, ...change }, t).map((problem) => problem.at)).toEqual([at]);
  });

  it("is at the step that is not complete", () => {
    const step = { ...emptyTransform("substring"), start: "-1" };
    expect(rowProblems({ ...row, transforms: [step] }, t).map(({ at }) => at)).toEqual([`transform ${step.key}`]);
    expect(rowProblems({ ...row, transforms: [emptyTransform("default")] }, t)).toHaveLength(1);
    expect(rowProblems(row, t)).toEqual([]);
  });
});

describe("warnings about types", () => {
  const [, born, stage] = CATALOG;
  const row = { ...emptyRow("born", false), from: "path" as const, path: "born" };

  it("speaks of a date that is not made one, unless the event shows one", () => {
    expect(typeWarning(born, row, undefined, words)).toMatch(/accepts a date/);
    expect(typeWarning(born, row, "yesterday", words)).toMatch(/accepts a date/);
    expect(typeWarning(born, row, "2026-11-23", words)).toBeUndefined();
    expect(typeWarning(born, { ...row, transforms: [emptyTransform("to_date")] }, undefined, words)).toBeUndefined();
  });

  it("speaks of a value that the list does not have", () => {
    const constant = { kind: "text" as const, text: "lost" };
    expect(typeWarning(stage, { ...row, from: "literal", constant }, undefined, words)).toMatch(/lead, won/);
    expect(typeWarning(stage, row, "won", words)).toBeUndefined();
  });
});

describe("what somebody else changed", () => {
  const of = (...fields: [string, string][]): MappingSchema => ({
    schema_version: 1,
    fields: fields.map(([dest, value]) => ({ dest, source: path(value) })),
  });

  it("is told field by field, beside what I made of it", () => {
    const base = of(["email", "email"], ["born", "born"]);
    const theirs = of(["email", "mail"], ["stage", "stage"]);
    const mine = of(["email", "e"], ["born", "born"]);
    expect(changesBetween(base, theirs, mine, t)).toEqual([
      { dest: "email", was: "email", theirs: "mail", mine: "e" },
      { dest: "born", was: "born", theirs: undefined, mine: "born" },
      { dest: "stage", was: undefined, theirs: "stage", mine: undefined },
    ]);
    expect(changesBetween(base, base, mine, t)).toEqual([]);
  });
});
