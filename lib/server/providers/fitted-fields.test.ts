import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactNumber } from "#lib/contracts/exact-json.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { fitValues } from "#lib/server/domain/connections/mappings/fit-values.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import {
  accessToLenient,
  lenientAccounts,
  loadCatalog,
  type LenientAccount,
} from "#lib/testing/providers/lenient-accounts.ts";
import type { Destination } from "./contract.ts";
import { builtInDestinations } from "./registry.ts";

const LONG = "long ".repeat(80).trim();
const VALUES: readonly (readonly [label: string, value: unknown])[] = [
  ["null", null],
  ["empty text", ""],
  ["blanks", "  "],
  ["text", "Ada"],
  ["number", 12],
  ["number with a fraction", 12.5],
  ["number as text", "12"],
  ["true", true],
  ["yes", "yes"],
  ["date", "2026-01-02"],
  ["date and time", "2026-01-02T03:04:05+01:00"],
  ["seconds", 1_767_323_045],
  ["long text", LONG],
  ["many emoji", "😀".repeat(300)],
  ["array", ["a", "b", "z"]],
  ["object", { a: 1, addr1: "1 Way", city: "Ghent" }],
];

const withFields = builtInDestinations.all.flatMap((destination) => {
  const account = lenientAccounts[destination.integration.type];
  return account === undefined ? [] : [{ type: destination.integration.type, destination, account }];
});

/** Sends every field of the account the same value. */
async function sentOf(
  destination: Destination,
  account: LenientAccount,
  fields: readonly CatalogField[],
  value: unknown,
) {
  const all = Object.fromEntries(fields.map(({ key }) => [key, value]));
  const { data, warnings } = fitValues({ ...all, ...account.person }, { fields, isComplete: true });
  const { access, requests } = accessToLenient(account);
  const outcome = await destination.deliver(
    {
      ruleEventId: "0199a3c2-9f10-7c3e-8b52-94a1f0c7d213",
      event: {
        id: "0199a3c2-9f10-7c3e-8b52-94a1f0c7d214",
        workspaceId: "0199a3c2-9f10-7c3e-8b52-94a1f0c7d215",
        event: "user.signup",
        resource: "global",
        resourceId: undefined,
        createdAt: new Date("2026-11-23T10:00:00.000Z"),
        payload: {},
        payloadText: "{}",
      },
      action: account.action,
      data,
      memory: {
        recall: () => Promise.resolve(undefined),
        remember: () => Promise.resolve(),
        forget: () => Promise.resolve(),
      },
      now: new Date("2026-11-23T10:00:00.000Z"),
      isTest: false,
      budget: createWorkBudget(),
    },
    access,
  );
  const sent = Object.assign({}, ...requests.map((request) => account.written(request) ?? {})) as Record<
    string,
    unknown
  >;
  return { outcome, data, warned: new Map(warnings.map(({ dest, message }) => [dest, message])), sent };
}

function short(value: unknown): string {
  if (typeof value === "string" && value.length > 30) return `${JSON.stringify(value.slice(0, 10))}… (${value.length})`;
  const text = JSON.stringify(value) ?? "–";
  return text.length > 60 ? `${text.slice(0, 50)}…` : text;
}

describe.each(withFields)("what $type is sent for values of every kind", ({ type, destination, account }) => {
  it("is what its fields take, and no value costs the person", async () => {
    const fields = await loadCatalog(destination, account);
    const lines: string[] = [];
    for (const [label, value] of VALUES) {
      const { outcome, data, warned, sent } = await sentOf(destination, account, fields, value);
      // A mail without its variables would still go out, so the action stops instead.
      const isJudged = type === "sendgrid" && !["null", "empty text", "blanks", "object"].includes(label);
      expect({ label, kind: outcome.kind, message: outcome.message }).toMatchObject({
        label,
        kind: isJudged ? "failed" : "delivered",
      });
      lines.push(`${label}:`);
      for (const field of fields.filter(({ key }) => !(key in account.person))) {
        const { key } = field;
        if (key in data) expect({ key, label, fits: fits(field, data[key]) }).toEqual({ key, label, fits: true });
        // Whatever is not sent is said, unless the provider has nowhere to put it.
        if (!(key in data))
          expect({ key, label, warning: warned.get(key) }).toMatchObject({ warning: expect.any(String) });
        const shown = isJudged ? "(stops)" : key in sent ? short(sent[key]) : "–";
        lines.push(`  ${key} (${field.type}): ${shown}${warned.has(key) ? `   [${warned.get(key)}]` : ""}`);
      }
    }
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`./fitted-fields/${type}.txt`);
  });

  it("satisfies the catalog, whatever comes", async () => {
    const fields = await loadCatalog(destination, account);
    fc.assert(
      fc.property(fc.record(Object.fromEntries(fields.map(({ key }) => [key, anything]))), (data) => {
        const fitted = fitValues(data, { fields, isComplete: true });
        for (const field of fields.filter(
          ({ key, constraints }) => key in fitted.data && !isJudgedByAction(constraints),
        )) {
          expect({ field, value: fitted.data[field.key], fits: fits(field, fitted.data[field.key]) }).toMatchObject({
            fits: true,
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

const anything = fc.oneof(
  fc.constantFrom(...VALUES.map(([, value]) => value)),
  fc.constantFrom("a", "B", "a;b", "a,z", "12;13", "05/04", "93 21", "1.2.3.4", "::1", "415 555 0100", "x@y.z", "NaN"),
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);

type Constraints = CatalogField["constraints"];

const isJudgedByAction = (constraints: Constraints) =>
  constraints?.strict === true || (constraints?.format === "email" && constraints.required === true);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a value is one that the field takes, told from the catalog alone. */
function fits({ type, constraints = {} }: CatalogField, value: unknown): boolean {
  if (constraints.strict === true) return true;
  if (value === null) return constraints.cleared_by === "null" || type === "unknown";
  if (value === "") return constraints.cleared_by === "empty_text";
  return IS_OF[type](value, constraints);
}

const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";
const isAnything = () => true;

const IS_OF: Record<CatalogField["type"], (value: unknown, constraints: NonNullable<Constraints>) => boolean> = {
  string: (value, constraints) => isText(value) && isInText(String(value), constraints),
  enum: (value, constraints) => isText(value) && (isChoice(value, constraints) || isInText(String(value), constraints)),
  multi_enum: (value, constraints) =>
    Array.isArray(value) && value.length > 0 && value.every((item) => isChoice(item, constraints)),
  number: (value, constraints) => typeof value === "number" && Number.isFinite(value) && isInRange(value, constraints),
  boolean: (value) => typeof value === "boolean",
  date: (value) => typeof value === "string" && DAY.test(value),
  datetime: (value) => typeof value === "string" && MOMENT.test(value),
  array: (value) => Array.isArray(value) && value.every((item) => isText(item)),
  object: (value, constraints) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && hasKeys(value, constraints),
  json: isAnything,
  unknown: isAnything,
};

function isInText(
  text: string,
  { max_length = Infinity, pattern, allowed_values, allows_others }: NonNullable<Constraints>,
) {
  const isOpen = allowed_values === undefined || allows_others === true;
  return (
    isOpen &&
    text.isWellFormed() &&
    text.length <= max_length &&
    (pattern === undefined || new RegExp(pattern).test(text))
  );
}

function isChoice(value: unknown, { allowed_values: allowed }: NonNullable<Constraints>): boolean {
  return typeof value === "string" && (allowed?.includes(value) ?? true);
}

function isInRange(value: number, { integer, min = -Infinity, max = Infinity }: NonNullable<Constraints>): boolean {
  return value >= min && value <= max && (integer !== true || Number.isSafeInteger(value));
}

function hasKeys(value: object, { required_keys: keys = [] }: NonNullable<Constraints>): boolean {
  return keys.every((key) => String(Reflect.get(value, key) ?? "").trim() !== "");
}

describe("the table", () => {
  it("has every destination with fields", () => {
    const expected = builtInDestinations.all.filter(({ fields }) => fields !== undefined);
    expect(withFields.map(({ destination }) => destination)).toEqual(expected);
    expect(builtInDestinations.all).toHaveLength(15);
  });
});

describe("a number that keeps its own text", () => {
  const fit = (type: CatalogField["type"], text: string, constraints: NonNullable<Constraints> = {}) =>
    fitValues({ n: new ExactNumber(text) }, { fields: [{ key: "n", type, constraints }], isComplete: true });

  it("becomes the text that it came as, and stays the number that it is", () => {
    expect(fit("string", "10.50").data).toEqual({ n: "10.50" });
    expect(fit("string", "9007199254740993").data).toEqual({ n: "9007199254740993" });
    expect(JSON.stringify(fit("number", "9007199254740993").data)).toBe('{"n":9007199254740993}');
    expect(JSON.stringify(fit("object", "10.50", { value_key: "value" }).data)).toBe('{"n":{"value":10.50}}');
  });

  it("is held against the catalog as any other", () => {
    expect(fit("number", "1e400").data).toEqual({});
    expect(fit("number", "10.50", { integer: true }).data).toEqual({});
    expect(fit("number", "10.50", { max: 10 }).data).toEqual({});
    expect(fit("object", "10.50").data).toEqual({});
  });
});
