import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PayloadFilter } from "#lib/contracts/event-filter.ts";
import { formatPath, payloadSearch, searchJson } from "./json-path.ts";

describe("the path of a value", () => {
  it.each([
    [['"data"', '"email"'], "data.email"],
    [['"items"', 0, '"sku"'], "items.0.sku"],
    [['"first name"'], '["first name"]'],
    [['"data"', '"a.b"', 2, '"c"'], 'data["a.b"][2].c'],
    [[String.raw`"caf\u00e9"`], '["café"]'],
  ])("%j is %s", (path, written) => {
    expect(formatPath(path)).toBe(written);
  });
});

describe("a search for a value", () => {
  it.each([
    [['"data"', '"email"'], '"ann@example.com"', "data.email:ann@example.com"],
    [['"n"'], "10.50", "n:10.50"],
    [['"ok"'], "true", "ok:true"],
    [['"url"'], '"https://example.com/a:b"', "url:https://example.com/a:b"],
    [['"n"'], "null", undefined],
    [['"text"'], '""', undefined],
    [['"text"'], String.raw`"a\nb"`, undefined],
    [['"first name"'], '"Ann"', undefined],
    [['"a.b"'], "1", undefined],
    [[0], "1", undefined],
    [['"text"'], JSON.stringify("x".repeat(600)), undefined],
  ])("%j with %s is %s", (path, token, search) => {
    expect(payloadSearch(path, token)).toBe(search);
  });

  it("is one that the API takes, or none", () => {
    const part = fc.oneof(
      fc.string().map((key) => JSON.stringify(key)),
      fc.nat({ max: 20 }),
    );
    const token = fc.oneof(
      fc.string().map((text) => JSON.stringify(text)),
      fc.double().map(String),
      fc.constant("false"),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), token, (path, value) => {
        const search = payloadSearch(path, value);
        if (search !== undefined) expect(PayloadFilter.safeParse(search).success).toBe(true);
      }),
    );
  });
});

describe("a search in a payload", () => {
  const text = JSON.stringify({ user: { Email: "ann@example.com", tags: ["new", "Trial"] }, note: "An EMAIL", n: 12 });

  it("finds keys and values, whatever their case, in order", () => {
    const paths = searchJson(text, "email", 10).map(({ path }) => formatPath(path));
    expect(paths).toEqual(["user.Email", "note"]);
    expect(searchJson(text, "trial", 10)).toEqual([{ path: ['"user"', '"tags"', 1], token: '"Trial"' }]);
    expect(searchJson(text, "user.tags.0", 10)).toHaveLength(1);
    expect(searchJson(text, "nowhere", 10)).toEqual([]);
  });

  it("ends when it has found enough", () => {
    expect(searchJson(JSON.stringify(Array.from({ length: 1_000 }, () => "same")), "same", 5)).toHaveLength(5);
  });

  it("reads any JSON", () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ maxLength: 3 }), (json, wanted) => {
        expect(searchJson(json, wanted, 50).length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
