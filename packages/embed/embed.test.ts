import { expect, test } from "vitest";
import { frameHeight, workspaceMessage } from "./embed.js";

const frame = {};
const origin = "https://embed.example";
const ready = { type: "meshes:ready" };

test("a message counts only from the frame itself and its exact origin", () => {
  expect(workspaceMessage({ origin, source: frame, data: ready }, frame, origin)).toBe(ready);
  expect(workspaceMessage({ origin: "https://evil.example", source: frame, data: ready }, frame, origin)).toBeNull();
  expect(workspaceMessage({ origin, source: {}, data: ready }, frame, origin)).toBeNull();
});

test("foreign chatter is ignored", () => {
  for (const data of [null, "meshes:ready", 7, {}, { type: 1 }, { type: "webpackOk" }]) {
    expect(workspaceMessage({ origin, source: frame, data }, frame, origin)).toBeNull();
  }
});

test("the height is a whole number and never below the minimum", () => {
  expect(frameHeight(842.2)).toBe(843);
  expect(frameHeight(12)).toBe(480);
  expect(frameHeight(12, 200)).toBe(200);
  for (const reported of [undefined, "900", Number.NaN, Number.POSITIVE_INFINITY])
    expect(frameHeight(reported)).toBe(480);
});
