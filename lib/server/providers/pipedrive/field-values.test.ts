import { describe, expect, it } from "vitest";
import { fieldValue } from "./field-values.ts";

describe("a value as Pipedrive's field takes it", () => {
  it.each([
    ["enum", "7", 7],
    ["enum", 7, 7],
    ["enum", null, null],
    ["set", "7", [7]],
    ["set", "7, 8,7", [7, 8]],
    ["set", [7, "8"], [7, 8]],
    ["set", [], null],
    ["set", "", null],
    ["int", "12", 12],
    ["org", 12, 12],
    ["double", "1.5", 1.5],
    ["varchar", 12, "12"],
    ["text", true, "true"],
    ["date", "2026-01-02", "2026-01-02"],
    ["monetary", { value: 5, currency: "EUR" }, { value: 5, currency: "EUR" }],
    ["address", "5th Avenue", { value: "5th Avenue" }],
    ["something new", 12, 12],
    [undefined, "12", "12"],
  ])("%s takes %j as %j", (type, value, written) => {
    expect(fieldValue("key", type, value)).toEqual({ ok: true, value: written });
  });

  it.each([
    ["enum", "Gold"],
    ["enum", ""],
    ["enum", 1.5],
    ["set", "7,Gold"],
    ["set", [{}]],
    ["int", "12.5"],
    ["int", "99999999999999999999"],
    ["double", "many"],
    ["double", ""],
  ])("%s refuses %j", (type, value) => {
    expect(fieldValue("key", type, value)).toMatchObject({ ok: false, fault: { class: "mapping" } });
  });
});
