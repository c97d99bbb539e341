import { readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";
import { productFiles } from "#tools/product-files.ts";

export type Found = { file: string; source: string; flags: string };

/** Settings of catalogs and inputs that become regular expressions when something is checked against them. */
const PATTERN_KEYS: readonly unknown[] = ["pattern", "usualPattern", "regex"];

/** Every regular expression of the product, and every file that makes one of something else than a plain text. */
export function findRegularExpressions(): { found: Found[]; computed: string[] } {
  const found: Found[] = [];
  const computed: string[] = [];
  for (const file of productFiles()) {
    const add = (source: string, flags: string) => found.push({ file, source, flags });
    const made = ({ callee, arguments: [source, flags] }: Made) => {
      if (!("name" in callee) || callee.name !== "RegExp") return;
      const text = readLiteral(source);
      if (text === undefined) computed.push(file);
      else add(text, readLiteral(flags) ?? "");
    };
    const visitor = new Visitor({
      Literal: (node) => "regex" in node && add(node.regex.pattern, node.regex.flags),
      NewExpression: made,
      CallExpression: made,
      Property: ({ key, value }) => {
        const text = key.type === "Identifier" && PATTERN_KEYS.includes(key.name) ? readLiteral(value) : undefined;
        if (text !== undefined) add(text, "");
      },
    });
    visitor.visit(parseSync(file, readFileSync(file, "utf8")).program);
  }
  return { found, computed };
}

type Made = { callee: object; arguments: readonly object[] };

function readLiteral(node: object | undefined): string | undefined {
  return node !== undefined && "value" in node && typeof node.value === "string" ? node.value : undefined;
}
