import fc from "fast-check";
import { expect, it } from "vitest";
import { fakeToken } from "../testing/page/fake-window.ts";
import { tokenLifeMs } from "./token-life.ts";

it("is the difference of expiry and issue", () => {
  expect(tokenLifeMs(fakeToken(1800))).toBe(1_800_000);
});

it("is unknown for a token that ends before it begins", () => {
  expect(tokenLifeMs(fakeToken(0))).toBeUndefined();
  expect(tokenLifeMs(fakeToken(-5))).toBeUndefined();
});

it("answers for any text without throwing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const encoded = Buffer.from(text).toString("base64url");
      for (const token of [text, `a.${text}.b`, `a.${encoded}.b`]) {
        const life = tokenLifeMs(token);
        expect(life === undefined || life > 0).toBe(true);
      }
    }),
  );
});
