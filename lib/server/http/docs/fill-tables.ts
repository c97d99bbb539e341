import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { docTables } from "./doc-tables.ts";

const DOCS = join(import.meta.dirname, "../../../../docs");
const PLACE = /(?<start><!-- generated:(?<name>[\w-]+) -->\n)[\s\S]*?(?<end><!-- \/generated -->)/g;

export type FilledDoc = { path: string; before: string; after: string };

/** Every document that has generated parts, as it is and as it should be. */
export function fillTables(): FilledDoc[] {
  return globSync("**/*.md", { cwd: DOCS })
    .toSorted()
    .map((name) => join(DOCS, name))
    .map((path) => ({ path, before: readFileSync(path, "utf8") }))
    .filter(({ before }) => before.includes("<!-- generated:"))
    .map(({ path, before }) => ({ path, before, after: before.replaceAll(PLACE, filled) }));
}

function filled(...match: unknown[]): string {
  const { start = "", name = "", end = "" } = toGroups(match.at(-1));
  const make = docTables[name];
  if (make === undefined) throw new Error(`No generated part has the name ${name}`);
  return `${start}\n${make()}\n\n${end}`;
}

function toGroups(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(Object(value)).map(([key, text]) => [key, String(text)]));
}
