import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "./errors.ts";
import { issuesToDetails, parseInput, parseStorable, toParam } from "./validation.ts";

/** The refusal that this call throws. */
function refusalOf(call: () => unknown): AppError {
  try {
    call();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}

describe("the name of a parameter", () => {
  it.each([
    [["limit"], "limit"],
    [["payload", "email"], "payload.email"],
    [[3, "event"], "[3].event"],
    [["metadata", "custom_headers", 0, "name"], "metadata.custom_headers[0].name"],
    [[1, 2], "[1][2]"],
    [[], ""],
  ])("of %j is %s", (path, param) => {
    expect(toParam(path)).toBe(param);
  });

  it("tells its path, as long as the keys are plain", () => {
    const key = fc.stringMatching(/^[a-z_]{1,8}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(key, fc.nat({ max: 99 })), { minLength: 1, maxLength: 6 }), (path) => {
        const read = [...toParam(path).matchAll(/\[(\d+)\]|([a-z_]+)/g)].map(([, index, name]) =>
          index === undefined ? name : Number(index),
        );
        expect(read).toEqual(path);
      }),
    );
  });
});

describe("a refusal of input", () => {
  const Schema = z.object({ a: z.string().min(2), b: z.array(z.int().max(5)).max(2) });

  it("names everything at fault", () => {
    const refusal = refusalOf(() => parseInput(Schema, { a: "", b: [1, 9] }));
    expect(refusal.toEnvelope()).toMatchObject({
      message: "Bad Request",
      error: { name: "BadRequest", message: "Validation failed" },
    });
    expect(refusal.data?.map(({ param }) => param)).toEqual(["a", "b[1]"]);
  });

  it("says one thing about a value of the wrong type", () => {
    expect(refusalOf(() => parseInput(Schema, { a: 7, b: "too long" })).data?.map(({ param }) => param)).toEqual([
      "a",
      "b",
    ]);
  });

  it("names no parameter when the whole is no object", () => {
    expect(refusalOf(() => parseInput(Schema, [])).data).toBeUndefined();
  });

  it("puts the place of an item before its parameters", () => {
    const { error } = Schema.safeParse({ a: "", b: [] });
    expect(issuesToDetails(error?.issues ?? [], [3]).map(({ param }) => param)).toEqual(["[3].a"]);
  });
});

describe("input for the database", () => {
  const Any = z.object({ value: z.unknown() });

  it("is taken whenever it is well-formed, and refused by the name of what is not", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.string({ unit: "binary" }), (value, text) => {
        const isGood = text.isWellFormed() && !text.includes("\0");
        const read = () => parseStorable(Any, { value: [value, text] });
        if (
          JSON.stringify(value).includes("\\u0000") ||
          !JSON.stringify(value).isWellFormed() ||
          /\\ud[89a-f]/.test(JSON.stringify(value))
        )
          return;
        if (isGood) expect(read()).toEqual({ value: [value, text] });
        else expect(refusalOf(read).data?.[0]?.param).toBe("value[1]");
      }),
    );
  });

  it("nests to a depth, and not beyond", () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(() => parseStorable(Any, { value: nested(30) })).not.toThrow();
    expect(refusalOf(() => parseStorable(Any, { value: nested(33) })).data?.[0]?.msg).toBe("Nested too deeply");
  });

  it("has keys that can be stored", () => {
    expect(refusalOf(() => parseStorable(Any, { value: { "a\0": 1 } })).data?.[0]?.param).toBe("value");
  });
});
