import { PgDialect } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStatement } from "./parse-statement.ts";
import { loadStatement, makeStatement } from "./statement.ts";

const NAMES = ["id", "ids", "lease_token", "x1"] as const;

/** Pieces of SQL with colons, quotes and dollar signs that are no parameters; each is sent as it stands. */
const literal = fc.oneof(
  fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
  fc.string().map((text) => `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`),
  fc.string().map((text) => `"${text.replaceAll('"', '""')}"`),
  fc
    .string()
    .filter((text) => !text.includes("$"))
    .map((text) => `$$${text}$$`),
  fc
    .string()
    .filter((text) => !text.includes("$body$") && !text.endsWith("$body"))
    .map((text) => `$body$${text}$body$`),
  fc.constantFrom("::text", "select", "a[1:2]", "(", ",", "=>", "col$1", "7", "é_ß"),
);
/** Comments that look like parameters and strings, with what is sent in their place. */
const comment = fc.oneof(
  fc.string().map((text) => ({ source: `-- :id '${text.replaceAll("\n", "")}\n`, sent: " \n" })),
  fc
    .string()
    .filter((text) => !/[*/]/.test(text))
    .map((text) => ({ source: `/* :id '${text} /* " */ $1 */`, sent: " " })),
);
const parameter = fc.constantFrom(...NAMES);
const piece = fc.oneof(
  literal.map((text) => ({ source: text, sent: text, name: undefined })),
  comment.map((both) => ({ ...both, name: undefined })),
  parameter.map((name) => ({ source: `:${name}`, sent: "?", name })),
);

describe("a statement's text", () => {
  it("has its parameters found wherever they stand, and nothing else taken for one", () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { texts, names } = parseStatement(`select ${pieces.map(({ source }) => source).join(" ")} end;\n`);
        expect(names).toEqual(pieces.flatMap(({ name }) => name ?? []));
        expect(texts.join("?")).toBe(`select ${pieces.map(({ sent }) => sent).join(" ")} end`);
      }),
    );
  });

  it.each(["select 'open", 'select "open', "select $1", "select $$open", "select /* open /* */"])(
    "is refused: %s",
    (source) => {
      expect(() => parseStatement(source)).toThrow(/end|statement/);
    },
  );

  it("numbers parameters in the order of their first use, and each name once", () => {
    const { name, text, prepared } = makeStatement("example", "-- Why.\nselect :b::int, :a, :b;", ["a", "b"]);
    expect(text).toBe("select $1::int, $2, $1");
    expect(prepared({ a: 1, b: 2 })).toEqual({ name, text, values: [2, 1] });
  });

  it("is the same for drizzle, with a whole array as one parameter", () => {
    const { sql } = makeStatement("example", "select (select :ids::uuid[]), :n, :ids", ["ids", "n"]);
    expect(new PgDialect().sqlToQuery(sql({ ids: ["a", "b"], n: null }))).toMatchObject({
      sql: "select (select $1::uuid[]), $2, $3",
      params: [["a", "b"], null, ["a", "b"]],
    });
  });
});

describe("the start fails on", () => {
  it("a parameter that the code does not name", () => {
    expect(() => makeStatement("example", "select :a, :b", ["a"])).toThrow(
      "example.sql has parameters that the code does not name: b",
    );
  });

  it("a name that the statement does not have", () => {
    expect(() => makeStatement("example", "select :a", ["a", "b"])).toThrow(
      "example.sql lacks parameters that the code names: b",
    );
  });

  it("a file that is not there", () => {
    expect(() => loadStatement(import.meta.dirname, "no-such-statement", [])).toThrow("ENOENT");
  });

  it("two files of one name", () => {
    expect(() => loadStatement("/elsewhere", "no-such-statement", [])).toThrow(
      "Two statements are called no-such-statement",
    );
  });
});
