import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { productFiles } from "./product-files.ts";

type Node = { type: string; [key: string]: unknown };

/** What is text although it is one word. */
const TEXT_KEYS =
  /^(?:label|title|text|hint|help|name|msg|message|summary|description|placeholder|what|next|cause|action|aria-label|alt)$/i;
/** What is no text although it has blanks: class names, statements of SQL, what is compared or parsed. */
const CODE_CALLS = /^(?:cn|cva|clsx|RegExp|querySelector|querySelectorAll|getElementById)$/;
const CODE_ATTRIBUTES = /^(?:className|class|d|viewBox|sizes|style|rel|sandbox|allow)$/;
const SQL = /\b(?:select|insert into|delete from|update \w+ set|create table|set_config|order by|for update)\b/;

/** Where each text stands that a person may read, in the order of the files; `…` is what is filled in. */
export function findSentences(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of productFiles()) {
    // These are lists of texts already.
    if (file.startsWith("lib/i18n/texts/")) continue;
    const texts = sentencesOf(file, readFileSync(file, "utf8"));
    if (texts.length > 0) found.set(file, texts);
  }
  return found;
}

export function sentencesOf(file: string, source: string): string[] {
  const texts: string[] = [];
  const add = (text: string, isNamed: boolean) => {
    const plain = text.replaceAll(/\s+/g, " ").trim();
    if (isText(plain, isNamed)) texts.push(plain);
  };
  walk(parseSync(file, source).program as unknown as Node, "", add);
  return texts;
}

function walk(node: Node, name: string, add: (text: string, isNamed: boolean) => void): void {
  const text = toText(node);
  if (text !== undefined) {
    add(text, TEXT_KEYS.test(name) || node.type === "JSXText");
    // What is filled in may be a text as well.
    for (const child of childrenOf(node)) if (toText(child) === undefined) walk(child, "", add);
    return;
  }
  if (isCode(node)) return;
  const own = nameOf(node) ?? (isTransparent(node) ? name : "");
  for (const child of childrenOf(node)) walk(child, own, add);
}

/** The text of a literal, a template, or of several that are joined. */
function toText(node: Node): string | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "string" ? node["value"] : undefined;
    case "JSXText":
      return node["value"] as string;
    case "TemplateLiteral":
      return (node["quasis"] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join("…");
    case "BinaryExpression": {
      const [left, right] = [node["left"] as Node, node["right"] as Node].map(toText);
      if (node["operator"] !== "+" || (left === undefined && right === undefined)) return undefined;
      return `${left ?? "…"}${right ?? "…"}`;
    }
    default:
      return undefined;
  }
}

function isCode(node: Node): boolean {
  if (/^(?:Import|ExportAll|ExportNamed.*From)/.test(node.type) || node.type.startsWith("TS")) return true;
  if (node.type === "TaggedTemplateExpression") return true;
  const callee = node["callee"] as Node | undefined;
  if (node.type === "CallExpression" && callee?.type === "Identifier" && CODE_CALLS.test(callee["name"] as string))
    return true;
  return node.type === "JSXAttribute" && CODE_ATTRIBUTES.test(nameOf(node) ?? "");
}

function isTransparent({ type }: Node): boolean {
  return /^(?:ConditionalExpression|LogicalExpression|ArrayExpression|JSXExpressionContainer|ParenthesizedExpression)$/.test(
    type,
  );
}

function nameOf(node: Node): string | undefined {
  const key = (node.type === "JSXAttribute" ? node["name"] : node.type === "Property" ? node["key"] : undefined) as
    | Node
    | undefined;
  const name = key?.["name"] ?? key?.["value"];
  return typeof name === "string" ? name : undefined;
}

function childrenOf(node: Node): Node[] {
  return Object.entries(node)
    .filter(([key]) => key !== "key" || node.type !== "Property")
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(
      (value): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string",
    );
}

function isText(text: string, isNamed: boolean): boolean {
  if (!/\p{L}{2}/u.test(text) || SQL.test(text) || text === "use client") return false;
  if (!text.includes(" ")) return isNamed && /^\p{Lu}/u.test(text);
  if (!/\p{L}{2,}[^ ]* +\S*\p{L}|\p{L} …|… \p{L}/u.test(text)) return false;
  const words = text.split(" ");
  // Class names and lists of them.
  const codeLike = words.filter((word) => /^[a-z0-9]+(?:[-:/[][^ ]*)$|^[a-z]+:$/.test(word)).length;
  return codeLike * 2 < words.length;
}
