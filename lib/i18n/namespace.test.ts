import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { defineNamespace, isLoaded } from "./namespace.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const RULES = { title: "Rules" } as const;

/** Texts in German that cannot be loaded the first times. */
function namespaceThatFails(times: number) {
  const loads: number[] = [];
  const load = async () => {
    loads.push(Date.now());
    if (loads.length <= times) throw new Error("offline");
    return { default: { title: "Regeln" } };
  };
  const none = async () => ({ default: { title: "" } });
  return { loads, texts: defineNamespace("example", RULES, { de: load, fr: none, es: none, ja: none, ar: none }) };
}

it("loads texts once, and says when they are there", async () => {
  const { texts, loads } = namespaceThatFails(0);
  expect(isLoaded(texts.read("en"))).toBe(true);
  const reading = texts.read("de");
  expect(isLoaded(reading)).toBe(false);
  expect(await reading).toEqual({ title: "Regeln" });
  expect(texts.read("de")).toBe(reading);
  expect(isLoaded(reading)).toBe(true);
  expect(loads).toHaveLength(1);
});

it("tries again, a little later each time, when the server is away", async () => {
  const { texts, loads } = namespaceThatFails(2);
  const began = Date.now();
  const reading = texts.read("de");
  await vi.runAllTimersAsync();
  expect(await reading).toEqual({ title: "Regeln" });
  expect(loads.map((at) => at - began)).toEqual([0, 1000, 4000]);
});

it("is in English when its texts cannot be loaded at all, says so, and asks no more", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { texts, loads } = namespaceThatFails(100);
  const reading = texts.read("de");
  await vi.runAllTimersAsync();
  expect(await reading).toEqual(RULES);
  expect(texts.read("de")).toBe(reading);
  expect(loads).toHaveLength(3);
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});
