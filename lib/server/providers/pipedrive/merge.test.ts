import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withLabel, withoutLabel, withPhone, type Phone } from "./person.ts";

const id = fc.integer({ min: 1, max: 9 });
const labels = fc.uniqueArray(id);
const phone = fc.constantFrom("+49 30 123", "030-123", "030 123", "(555) 123", "ext. 7", "7");
const phones = fc.array(fc.record({ value: phone, primary: fc.boolean(), label: fc.constantFrom("work", null) }));

describe("labels replace each other as a whole, so that they are merged", () => {
  it("adds one and keeps the others, in their order", () => {
    fc.assert(
      fc.property(labels, id, (own, label) => {
        const merged = withLabel(own, label);
        expect(merged ?? own).toEqual(own.includes(label) ? own : [...own, label]);
        expect(merged === undefined).toBe(own.includes(label));
      }),
    );
  });

  it("removes one and keeps the others, in their order", () => {
    fc.assert(
      fc.property(labels, id, (own, label) => {
        const merged = withoutLabel(own, label);
        expect(merged ?? own).toEqual(own.filter((item) => item !== label));
        expect(merged === undefined).toBe(!own.includes(label));
      }),
    );
  });

  it("has nothing to change the second time, and undoes what it did", () => {
    fc.assert(
      fc.property(labels, id, (own, label) => {
        const added = withLabel(own, label) ?? own;
        expect(withLabel(added, label)).toBeUndefined();
        const removed = withoutLabel(own, label) ?? own;
        expect(withoutLabel(removed, label)).toBeUndefined();
        if (!own.includes(label)) expect(withoutLabel(added, label)).toEqual(own);
      }),
    );
  });
});

describe("numbers replace each other as a whole, too", () => {
  it("keeps what people have entered, and adds the new one once", () => {
    fc.assert(
      fc.property(phones, phone, (own: Phone[], added) => {
        const merged = withPhone(own, added) ?? own;
        expect(merged.slice(0, own.length)).toEqual(own);
        expect(withPhone(merged, added)).toBeUndefined();
        expect(merged.length - own.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("takes the same number in another spelling for the same", () => {
    expect(withPhone([{ value: "030-123" }], "030 123")).toBeUndefined();
    expect(withPhone([{ value: "030-123" }], "+030 123")).toHaveLength(2);
    expect(withPhone([], "030 123")).toEqual([{ value: "030 123", primary: true, label: "work" }]);
  });
});
