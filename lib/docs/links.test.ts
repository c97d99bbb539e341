import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, it } from "vitest";
import { readDocs } from "#lib/testing/api/doc-examples.ts";
import { DOC_SLUGS } from "./nav.ts";
import { parsePage } from "./parse-page.ts";
import { referenceTags } from "./reference.ts";

const docs = readDocs();
const slugs = docs.map(({ page }) => page.replace(/\.md$/, ""));

/** The ids that GitHub and our pages give to headings. */
function idsOf(text: string): string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^#{2,3} (.+)$/gm);
  return [...headings].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

it("every document is in the navigation, and the other way round", () => {
  expect([...DOC_SLUGS].toSorted()).toEqual(slugs.toSorted());
});

it("every document has a title and a description", () => {
  for (const { page, text } of docs) expect(parsePage(page, text).description, page).toMatch(/\.$/);
});

it("every link leads to a page and a heading that exist", () => {
  const operations = referenceTags.flatMap((tag) => tag.operations);
  const reference = new Set(["/docs/api", ...[...referenceTags, ...operations].map(({ href }) => href)]);
  const broken = docs.flatMap(({ page, text }) =>
    [...text.matchAll(/\]\((?<url>[^)\s]+)\)/g)].flatMap(({ groups }) => {
      const url = groups?.["url"] ?? "";
      if (url.startsWith("/")) return reference.has(url) ? [] : [`${page}: ${url}`];
      const [file = "", id] = url.split("#");
      const target = file === "" ? page : posix.join(posix.dirname(page), file);
      const found = docs.find((other) => other.page === target);
      const isThere = found !== undefined && (id === undefined || idsOf(found.text).includes(id));
      return isThere ? [] : [`${page}: ${url}`];
    }),
  );
  expect(broken).toEqual([]);
});

/** What a person enters for an account of their own, in the words of the form. */
const OF_ACCOUNTS = ["youraccount.api-us1.com", "acme.my.salesforce.com."];

it("no document names another host than those of examples", () => {
  const hosts = docs.flatMap(({ text }) => [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host = ""]) => host));
  expect(
    [...new Set(hosts)]
      .filter((host) => !OF_ACCOUNTS.includes(host))
      .filter((host) => !/(^|\.)example\.com$|^localhost$|^127\.0\.0\.1$/.test(host)),
  ).toEqual([]);
});

it("the reference has every operation of the document once", () => {
  const path = join(import.meta.dirname, "../../docs/openapi.json");
  const { paths } = JSON.parse(readFileSync(path, "utf8"));
  const ids = Object.values<Record<string, { operationId: string }>>(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  const shown = referenceTags.flatMap(({ operations }) => operations.map(({ operationId }) => operationId));
  expect(shown.toSorted()).toEqual(ids.toSorted());
});
