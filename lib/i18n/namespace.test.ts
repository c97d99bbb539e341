import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defineApiNamespace, defineNamespace, isLoaded } from "./namespace.ts";

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

describe("texts that the API says in English", () => {
  const none = async () => ({ default: {} });

  it("load nothing for whoever reads English", () => {
    const load = vi.fn(none);
    const texts = defineApiNamespace("example", { en: load, de: load, fr: load, es: load, ja: load, ar: load });
    expect(texts.read("en")).toEqual({ english: {}, translated: {} });
    expect(load).not.toHaveBeenCalled();
  });

  it("come with the English that they are translations of", async () => {
    const en = async () => ({ default: RULES });
    const de = async () => ({ default: { title: "Regeln" } });
    const texts = defineApiNamespace("example", { en, de, fr: none, es: none, ja: none, ar: none });
    const reading = texts.read("de");
    expect(await reading).toEqual({ english: RULES, translated: { title: "Regeln" } });
    expect(isLoaded(reading)).toBe(true);
    expect(texts.read("de")).toBe(reading);
  });

  it("stay as they come when the others cannot be loaded", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const away = async () => {
      throw new Error("offline");
    };
    const texts = defineApiNamespace("example", { en: none, de: away, fr: none, es: none, ja: none, ar: none });
    const reading = texts.read("de");
    await vi.runAllTimersAsync();
    expect(await reading).toEqual({ english: {}, translated: {} });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
