import fc from "fast-check";

const NESTED = 2_000;

/** Text that JSON can hold and a database cannot. */
const unstorable = fc.constantFrom("\u0000", "a\u0000b", "\ud800", "a\udfffb");

/** Text that somebody would type to see what breaks. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  unstorable,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "",
    " ",
    "\u202e\u0007\u001b[31m",
    "ﷺ".repeat(300),
    "x".repeat(20_000),
    "__proto__",
    "constructor",
    "toString",
    "null",
    "-1",
    "1e309",
    "0x10",
    "NaN",
    "';--",
    "\\",
    "%",
    "%s%n",
    "${7*7}{{constructor.constructor}}",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "a\r\nSet-Cookie: a=b",
    "http://127.0.0.1:9/x",
    "http://[::1]:9/",
    "javascript:alert(1)",
    "http://u:p@x/",
    "9999-12-31T23:59:60Z",
    "-271821-04-20T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "0190a000-0000-7000-8000-00000000000g",
  ),
);

function nested(open: string, close: string): unknown {
  return JSON.parse(open.repeat(NESTED) + close.repeat(NESTED));
}

/** JSON values for places that expect something else. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: hostileText, weight: 4 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 2 },
  {
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      1.5,
      2 ** 31,
      2 ** 53,
      -(2 ** 63),
      1e308,
      5e-324,
      [],
      {},
      [[]],
      [null],
      JSON.parse('{"__proto__": {"isAdmin": true}}'),
      JSON.parse('{"constructor": {"prototype": {"x": 1}}, "toString": 1, "valueOf": null, "length": 1e9}'),
      { toJSON: 1, "": "", "\u0000": 1, "a.b[0]": 1, "\ud800": "\ud800" },
      Array.from({ length: 3_000 }, (_, i) => i),
      Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, i])),
      nested("[", "]"),
    ),
    weight: 3,
  },
);

/** Bodies that are hardly JSON, or JSON that parsers disagree on. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.constantFrom(
    ...[
      "",
      " ",
      "\n",
      "null",
      "true",
      "0",
      "-0",
      "1e400",
      `-${"9".repeat(5_000)}.5e-99999`,
      '"text"',
      "[]",
      "[[]]",
      "{",
      "}",
      '{"a":',
      '{"a":1,}',
      "{'a':1}",
      "{a:1}",
      "NaN",
      "undefined",
      '{"a":1}{"b":2}',
      '{"a":1}\u0000',
      '{"name":"one","name":"two","name":{}}',
      '{"__proto__":{"name":"x"},"name":"Inherited"}',
      '{"name":"\\ud800","description":"\\u0000"}',
      '{"name":1e400,"workspace":-1e400}',
      '["\\uD800\\uD800"]',
      "[".repeat(200_000),
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      '{"a":'.repeat(50_000),
      `${'{"payload":'.repeat(20_000)}1${"}".repeat(20_000)}`,
      `"${"x".repeat(300_000)}"`,
      `{"name":"${"x".repeat(300_000)}"}`,
      "\u2028",
      "/* comment */ {}",
    ].map((text) => Buffer.from(text)),
    Buffer.from('\ufeff{"name":"With a mark"}'),
    Buffer.from('{"name":"sixteen"}', "utf16le"),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
    Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
  ),
);
