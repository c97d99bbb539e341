import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonObjects, tokenizeJson } from "#lib/testing/hostile/json-texts.ts";
import { ExactNumber, exactNumber, isSameNumber, parseExact, parsePayload } from "./exact-json.ts";
import { listChildren, compactJson, findMember, getMember, withMember } from "./json-text.ts";
import { readPath, renderText, asText } from "./render-text.ts";

/** What the page shows of a text when everything is open. */
function shown(text: string): string[] {
  const children = listChildren(text);
  if (children.length === 0) return tokenizeJson(text);
  const isObject = children[0]?.key !== undefined;
  const inside = children.flatMap(({ key, text: child }, index) => [
    ...(index === 0 ? [] : [","]),
    ...(key === undefined ? [] : [key, ":"]),
    ...shown(child),
  ]);
  return [isObject ? "{" : "[", ...inside, isObject ? "}" : "]"];
}

function depthOf(json: string): number {
  const children = listChildren(json).map(({ text }) => depthOf(text));
  return /^[[{]/.test(json) ? 1 + Math.max(0, ...children) : 0;
}

describe("JSON as text", () => {
  it("keeps every token in its order: compacted, and as the page shows it", () => {
    fc.assert(
      fc.property(jsonObjects, (json) => {
        expect(compactJson(json)).toBe(tokenizeJson(json).join(""));
        const { hasSpace, depth } = findMember(`{"a":${json}}`, "a") ?? {};
        expect(hasSpace).toBe(compactJson(json) !== json);
        expect(depth).toBe(depthOf(json));
        expect(shown(json)).toEqual(tokenizeJson(json));
      }),
      { numRuns: 1000 },
    );
  });

  it("finds a member as JSON.parse does, the last one of its name", () => {
    fc.assert(
      fc.property(jsonObjects, fc.constantFrom("a", "10", "", "__proto__", "missing"), (json, key) => {
        const parsed = JSON.parse(json) as Record<string, unknown>;
        const found = getMember(json, key);
        expect(found !== undefined).toBe(Object.hasOwn(parsed, key));
        if (found !== undefined) expect(JSON.parse(found)).toEqual(Reflect.get(parsed, key));
      }),
      { numRuns: 1000 },
    );
  });

  it("puts a member into an object as it is written", () => {
    expect(withMember({}, "a", "1.0")).toBe('{"a":1.0}');
    expect(withMember({ b: 1 }, "a", "[]", { c: 2 })).toBe('{"b":1,"a":[],"c":2}');
  });

  it("counts how deep objects and arrays are, whatever texts hold", () => {
    expect(findMember('{"a":{"a":"[[[","b":[{}]}}', "a")?.depth).toBe(3);
    expect(findMember(`{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, "a")?.depth).toBe(20_000);
  });
});

describe("numbers", () => {
  const OTHERS = [
    "9007199254740993",
    "1e400",
    "-0",
    "1.0",
    "10.50",
    "1E5",
    "0.0000001",
    "123456789012345678901234567890",
  ];

  it.each(OTHERS)("%s keeps its text, alone and inside of other values", (text) => {
    const value = readPath(parseExact(`{"n":[${text}]}`), "n.0");
    expect(value).toBeInstanceOf(ExactNumber);
    expect([String(value), asText(value), JSON.stringify({ value })]).toEqual([text, text, `{"value":${text}}`]);
  });

  it("are numbers where JavaScript writes them as they came", () => {
    expect(parseExact('{"a":[0,1,-1.5,1e+21,0.1]}')).toEqual({ a: [0, 1, -1.5, 1e21, 0.1] });
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = JSON.stringify(number);
        expect(JSON.stringify(parseExact(`[${text}]`))).toBe(`[${text}]`);
      }),
    );
  });

  it("and everything beside them: what is parsed says what came", () => {
    fc.assert(
      fc.property(jsonObjects, (json) => {
        const written = JSON.stringify(parsePayload(json));
        const numbers = (text: string) => tokenizeJson(text).filter((token) => /^-?\d/.test(token));
        expect(JSON.parse(written)).toEqual(JSON.parse(json));
        const known = numbers(json);
        for (const number of numbers(written)) expect(known).toContain(number);
      }),
    );
  });

  it("have nothing inside that a path could lead to", () => {
    const payload = parsePayload('{"n":1.0}');
    for (const path of ["n.text", "n.0", "n.toString", "n.constructor"])
      expect(readPath(payload, path)).toBeUndefined();
    expect(renderText("{{n}}|{{n.text}}", payload, (text) => text, { charactersMax: 100 })).toBe("1.0|");
  });

  it.each([
    ["1", "1.0"],
    ["100", "1e2"],
    ["-0", "0.0"],
    ["0.5", "5e-1"],
    ["9007199254740993", "9007199254740993.0"],
    ["12e3", "12000"],
  ])("%s and %s are the same one", (a, b) => expect([isSameNumber(a, b), isSameNumber(b, a)]).toEqual([true, true]));

  it.each([
    ["9007199254740993", "9007199254740992"],
    ["1", "-1"],
    ["1", "10"],
    ["0.1", "0.10000000000000001"],
    ["1e400", "2e400"],
  ])("%s and %s are not", (a, b) => expect(isSameNumber(a, b)).toBe(false));

  it("made of a text are the very ones that it names", () => {
    expect(["5", "-1.5", "+3", ".5", "5.", "007"].map(exactNumber)).toEqual([5, -1.5, 3, 0.5, 5, 7]);
    const large = ["9007199254740993", "+0009007199254740993", "0.10000000000000000001", ".30000000000000000001"];
    expect(large.map((text) => JSON.stringify(exactNumber(text)))).toEqual([
      "9007199254740993",
      "9007199254740993",
      "0.10000000000000000001",
      "0.30000000000000000001",
    ]);
    expect(["", ".", "1e400", "x", "1 2", "Infinity", "0x1"].map(exactNumber)).toEqual(Array(7).fill(undefined));
  });
});

describe("a payload path", () => {
  it.each([
    ["a.b", 1],
    ["list.0.sku", "x"],
    ["list.length", undefined],
    ["list.00", undefined],
    ["list.-1", undefined],
    ["list.1", undefined],
    ["10.2", true],
    ["a.toString", undefined],
    ["text.length", undefined],
    ["__proto__.x", 5],
    ["", undefined],
  ])("%s", (path, value) => {
    const payload = parsePayload('{"a":{"b":1},"list":[{"sku":"x"}],"10":{"2":true},"text":"t","__proto__":{"x":5}}');
    expect(readPath(payload, path)).toBe(value);
  });
});
