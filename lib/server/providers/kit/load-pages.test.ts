import { describe, expect, it } from "vitest";
import { refused } from "./fault.ts";
import { loadPages } from "./load-pages.ts";

const page = (items: readonly number[], next: number | undefined) =>
  Promise.resolve({ ok: true as const, value: { items, next: next === undefined ? undefined : String(next) } });

describe("loading pages", () => {
  it("joins all of them in their order", async () => {
    const load = loadPages<number>((next = "0") =>
      page([Number(next)], Number(next) < 3 ? Number(next) + 1 : undefined),
    );
    expect(await load).toEqual({ ok: true, value: [0, 1, 2, 3] });
  });

  it("stops at the first problem and says it", async () => {
    const problem = refused("transient", "Too slow");
    expect(await loadPages((next) => (next === undefined ? page([1], 1) : Promise.resolve(problem)))).toBe(problem);
  });

  it("gives what was read where a part is better than nothing, and no part of nothing", async () => {
    const limit = refused("rate_limited", "Later");
    const atLimit = { atLimit: "what was read" } as const;
    const readPage = (next: string | undefined) => (next === undefined ? page([1, 2], 1) : Promise.resolve(limit));
    expect(await loadPages(readPage, atLimit)).toEqual({ ok: true, value: [1, 2] });
    expect(await loadPages(readPage)).toBe(limit);
    expect(await loadPages(() => Promise.resolve(limit), atLimit)).toBe(limit);
    const endless = (next = "0") => page(Array(100).fill(0), Number(next) + 1);
    expect(await loadPages(endless, atLimit)).toMatchObject({ ok: true, value: { length: 10_100 } });
  });

  type ReadPage = (next: string | undefined) => ReturnType<typeof page>;
  const tooLong: [name: string, readPage: ReadPage, words: RegExp][] = [
    ["has too many entries", (next = "0") => page(Array(100).fill(0), Number(next) + 1), /more than 10100 entries/],
    ["has too many pages", (next = "0") => page([], Number(next) + 1), /too long/],
    ["leads in a circle", () => page([1], 1), /circle/],
  ];
  it.each(tooLong)("refuses a list that %s, instead of giving a part of it", async (_name, readPage, words) => {
    expect(await loadPages(readPage)).toMatchObject({ ok: false, fault: { message: expect.stringMatching(words) } });
  });
});
