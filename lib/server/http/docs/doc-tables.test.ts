import { expect, it } from "vitest";
import { builtInDestinations } from "#lib/server/providers/registry.ts";
import { docTables } from "./doc-tables.ts";
import { fillTables } from "./fill-tables.ts";

/** The formatter aligns the columns; what they say is the same. */
const plain = (text: string) => text.replaceAll(/ *\| */g, "|").replaceAll(/-{3,}/g, "---");

it("the generated parts of the documents are up to date: `npm run docs:generate` writes them", () => {
  for (const { path, before, after } of fillTables()) expect(plain(before), path).toBe(plain(after));
});

it("every generated part is used", () => {
  const used = fillTables().flatMap(({ before }) =>
    [...before.matchAll(/<!-- generated:([\w-]+)/g)].map(([, name]) => name),
  );
  expect(used.toSorted()).toEqual(Object.keys(docTables).toSorted());
});

it("every destination behind an API names what was never seen at its provider", () => {
  const silent = builtInDestinations.all.filter(({ unseen }) => unseen.length === 0);
  expect(silent.map(({ integration }) => integration.type)).toEqual(["webhook"]);
  for (const { unseen } of builtInDestinations.all) {
    for (const fact of unseen) expect(fact).toMatch(/^[A-Z0-9`].*\.$/);
  }
});
