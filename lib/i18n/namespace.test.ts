import { expect, it } from "vitest";
import { defineNamespace, isLoaded } from "./namespace.ts";

it("loads texts once, says when they are there, and tries anew when they could not be loaded", async () => {
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new Error("offline");
    return { default: { title: "Regeln" } };
  };
  const none = async () => ({ default: { title: "" } });
  const texts = defineNamespace("example", { title: "Rules" } as const, {
    de: load,
    fr: none,
    es: none,
    ja: none,
    ar: none,
  });
  expect(isLoaded(texts.read("en"))).toBe(true);
  await expect(texts.read("de")).rejects.toThrow("offline");
  const reading = texts.read("de");
  expect(isLoaded(reading)).toBe(false);
  expect(await reading).toEqual({ title: "Regeln" });
  expect(texts.read("de")).toBe(reading);
  expect(isLoaded(reading)).toBe(true);
  expect(loads).toBe(2);
});
