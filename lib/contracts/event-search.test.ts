import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SearchText, PayloadFilter } from "./event-filter.ts";
import { isInPayloads, parseSearch } from "./event-search.ts";

const ID = "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55";
const space = fc.constantFrom("", " ", "\n", "\t ");

describe("the text of a search", () => {
  it.each([
    [ID, { kind: "id", id: ID }],
    ["ann@example.com", { kind: "email", address: "ann@example.com" }],
    ["Ann.O'Hara+x@mail.example.co.uk", { kind: "email", address: "Ann.O'Hara+x@mail.example.co.uk" }],
    ["data.email:ann@example.com", { kind: "payload", payload: "data.email:ann@example.com" }],
    ["items.0.sku:B:2", { kind: "payload", payload: "items.0.sku:B:2" }],
    ["note: two words", { kind: "payload", payload: "note: two words" }],
  ])("%s is taken for what it looks like", (text, search) => {
    expect(parseSearch(text)).toEqual(search);
  });

  it.each(["", " ", "order 1042", "ann@", "@example.com", "name:", ":Ann", "a b:1", "req-1", `${ID}0`, ID.slice(1)])(
    "%j is nothing",
    (text) => {
      expect(parseSearch(text)).toBeUndefined();
    },
  );

  it("is an id in any case and with space around it, and never a search in payloads", () => {
    fc.assert(
      fc.property(fc.uuid(), space, space, fc.boolean(), (id, before, after, isUpper) => {
        const search = parseSearch(`${before}${isUpper ? id.toUpperCase() : id}${after}`);
        expect(search).toEqual({ kind: "id", id });
        expect(search !== undefined && isInPayloads(search)).toBe(false);
      }),
    );
  });

  it("is a path and a value as the filter of payloads takes them", () => {
    const key = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/);
    const path = fc.array(key, { minLength: 1, maxLength: 4 }).map((keys) => keys.join("."));
    fc.assert(
      fc.property(path, fc.string({ minLength: 1, maxLength: 40 }), (at, value) => {
        const text = `${at}:${value}`.trim();
        fc.pre(PayloadFilter.safeParse(text).success);
        expect(parseSearch(text)).toEqual({ kind: "payload", payload: text });
      }),
    );
  });

  it("is an address, whatever is valid as one", () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: "small" }), (address) => {
        expect(parseSearch(address)).toEqual({ kind: "email", address });
      }),
    );
  });

  it("is taken by the API exactly when the page can read it, whatever it is", () => {
    const text = fc.oneof(fc.string({ maxLength: 600, unit: "binary" }), fc.emailAddress(), fc.uuid());
    fc.assert(
      fc.property(text, (typed) => {
        const search = parseSearch(typed);
        // Only the API counts the space around a text.
        if (typed === typed.trim()) expect(SearchText.safeParse(typed).success).toBe(search !== undefined);
        if (search?.kind === "payload") expect(PayloadFilter.safeParse(search.payload).success).toBe(true);
      }),
    );
  });
});
