import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { IntegrationType } from "#lib/contracts/integrations.ts";
import { drawLogo } from "./draw-logo.ts";

const FOLDER = new URL("../../components/patterns/logos/", import.meta.url);

it("has a fresh file for every destination, and no other", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(IntegrationType.options.map((type) => `${type}.svg`).toSorted());
  for (const type of IntegrationType.options) {
    expect(readFileSync(new URL(`${type}.svg`, FOLDER), "utf8"), `${type}: npm run logos`).toBe(drawLogo(type));
  }
});

it("draws nothing that runs or loads, and nothing large", () => {
  for (const type of IntegrationType.options) {
    const svg = drawLogo(type);
    expect(svg).not.toMatch(/<script|<foreignObject|\son\w+=|href=|url\((?!#)|@import/i);
    expect(svg.length).toBeLessThan(10_000);
  }
});
