import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const RECORDS = globSync("docs/decisions/[0-9]*.md", { cwd: ROOT }).toSorted();
/** What nobody reads at /docs: it is for the people who use or change the project's files. */
const FILES = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "docs/benchmarks.md",
  "docs/glossary.md",
  "docs/decisions/README.md",
  ...RECORDS,
];

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The ids that GitHub gives to headings. */
function headingIds(file: string): string[] {
  return [...read(file).matchAll(/^#{1,4} (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

it.each(FILES)("the links of %s lead to files and headings that exist", (file) => {
  const broken = [...read(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].filter(([, url = ""]) => {
    const [path = "", id] = url.split("#");
    const target = path === "" ? file : posix.join(posix.dirname(file), path);
    if (!existsSync(join(ROOT, target))) return true;
    return id !== undefined && !headingIds(target).includes(id);
  });
  expect(broken.map(([, url]) => url)).toEqual([]);
});

it.each(FILES.filter((file) => file !== "CHANGELOG.md"))("the files that %s names exist", (file) => {
  const named = [...read(file).matchAll(/`((?:app|bench|components|docs|e2e|lib|tools)\/[\w./-]+)`/g)];
  expect(named.map(([, path = ""]) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it("the README is short enough to be read", () => {
  expect(Buffer.byteLength(read("README.md"))).toBeLessThanOrEqual(10_240);
});

it.each(RECORDS)("%s has a number, a status and four sections, and is in the index", (file) => {
  const [head = "", ...sections] = read(file).split("\n## ");
  const name = posix.basename(file);
  expect(head).toMatch(
    new RegExp(`^# ${name.slice(0, 4)} .+\n\nStatus: (?:accepted|superseded by \\d{4}), \\d{4}-\\d{2}-\\d{2}`),
  );
  expect(sections.map((section) => section.split("\n")[0])).toEqual(["Context", "Decision", "Consequence", "Rejected"]);
  expect(read("docs/decisions/README.md")).toContain(`| [${name.slice(0, 4)}](${name}) `);
});

it("no two decisions have one number", () => {
  const numbers = RECORDS.map((file) => posix.basename(file).slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
});
