import { describe, expect, it } from "vitest";
import { matchingItems, SHOWN_MAX } from "./matching-items.ts";

const named = (...names: string[]) => names.map((name) => ({ id: `id-${name}`, name }));
const names = (query: string, ...all: string[]) => matchingItems(named(...all), query).shown.map(({ name }) => name);

describe("matchingItems", () => {
  it("keeps the order of the list until something is typed", () => {
    expect(names("", "b", "a")).toEqual(["b", "a"]);
    expect(names("  ", "b", "a")).toEqual(["b", "a"]);
  });

  it("finds every word anywhere in name or id, names that begin so first", () => {
    expect(names("gen", "the general", "#general", "other")).toEqual(["#general", "the general"]);
    expect(names("letter new", "Newsletter", "News")).toEqual(["Newsletter"]);
    expect(names("ID-B", "a", "b")).toEqual(["b"]);
  });

  it("says how many there are beyond those that are shown", () => {
    const many = named(...Array.from({ length: 5_000 }, (_, index) => `List ${index}`));
    const all = matchingItems(many, "");
    expect([all.shown.length, all.total]).toEqual([SHOWN_MAX, 5_000]);
    expect(matchingItems(many, "4999")).toMatchObject({ total: 1, shown: [{ name: "List 4999" }] });
    expect(matchingItems(many, "none of them").total).toBe(0);
  });
});
