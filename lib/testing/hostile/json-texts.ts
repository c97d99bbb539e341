import fc from "fast-check";

const NUMBERS = [
  "0",
  "-0",
  "-0.0",
  "1.0",
  "10.50",
  "9007199254740993",
  "-12345678901234567890",
  "1e400",
  "1E-7",
  "0.1e+1",
];
const STRINGS = [
  '""',
  '"a"',
  '"é"',
  '"\\u00e9"',
  '"\\/\\"\\\\"',
  '"😀"',
  '"\\ud83d\\ude00"',
  '"\\ud800"',
  '"\\u0000"',
  '" , : { ] "',
];
const KEYS = ['"10"', '"2"', '"b"', '"a"', '"\\u0061"', '"__proto__"', '"constructor"', '""', '"a.b"', '"\\u0000"'];
const space = fc.constantFrom("", "", "", " ", "\n\t", "\r\n");

type Json = { value: string };
const { value } = fc.letrec<Json>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: "small" },
    fc.constantFrom(...NUMBERS, ...STRINGS, "true", "false", "null", "{}", "[ ]"),
    fc.bigInt().map(String),
    fc
      .tuple(space, fc.array(tie("value"), { maxLength: 5 }))
      .map(([gap, items]) => `[${gap}${items.join(`,${gap}`)}${gap}]`),
    members(tie("value")),
  ),
}));

function members(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const member = fc
    .tuple(fc.constantFrom(...KEYS), space, inner)
    .map(([key, gap, item]) => `${key}${gap}:${gap}${item}`);
  return fc
    .tuple(space, fc.array(member, { maxLength: 6 }))
    .map(([gap, all]) => `{${gap}${all.join(`${gap},`)}${gap}}`);
}

/** Objects as JSON text, with everything that is lost when it is parsed and written again. */
export const jsonObjects = members(value);

/** What is written, without the white space between it. */
export function tokenizeJson(json: string): string[] {
  return json.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g) ?? [];
}
