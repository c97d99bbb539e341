import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DOCS = join(import.meta.dirname, "../../../docs");

/**
 * A fenced block of a document with what stands behind its language: `run` executes it, `file=name` saves it beside
 * the later blocks of its page, `save=NAME:path` keeps a value of its answer for them, `answer` is what the block
 * before it must print (`status=201` for curl), and `norun="why"` says why nothing can run it.
 */
export type DocBlock = {
  page: string;
  line: number;
  language: string;
  info: Readonly<Record<string, string>>;
  code: string;
};

/** For the people who change the code: in no navigation, and without examples. */
const UNPUBLISHED = ["benchmarks.md", "glossary.md", "decisions/**"];

const FENCE = /^```(?<language>\w+)?(?<info>[^\n]*)\n(?<code>[\s\S]*?)^```$/gm;
const INFO = /(?<key>\w+)(?:=(?:"(?<quoted>[^"]*)"|(?<plain>\S+)))?/g;

export type DocFile = { page: string; text: string; blocks: DocBlock[] };

/** The published pages. */
export function readDocs(): DocFile[] {
  return globSync("**/*.md", { cwd: DOCS, exclude: UNPUBLISHED })
    .toSorted()
    .map((page) => {
      const text = readFileSync(join(DOCS, page), "utf8");
      return { page, text, blocks: parseBlocks(page, text) };
    });
}

function parseBlocks(page: string, text: string): DocBlock[] {
  return [...text.matchAll(FENCE)].map((match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    language: match.groups?.["language"] ?? "",
    info: parseInfo(match.groups?.["info"] ?? ""),
    code: match.groups?.["code"] ?? "",
  }));
}

function parseInfo(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(INFO)].map(({ groups = {} }) => [groups["key"] ?? "", groups["quoted"] ?? groups["plain"] ?? ""]),
  );
}

/** What a reader has to install for the examples in JavaScript. */
const PACKAGES = ["jose"];
const NODE_MODULES = join(import.meta.dirname, "../../../node_modules");

/** A folder as a reader has it: the packages, and the files that the pages tell to make. */
export function prepareFolder(folder: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
  for (const name of PACKAGES) symlinkSync(join(NODE_MODULES, name), join(folder, "node_modules", name));
  for (const { info, code } of readDocs().flatMap(({ blocks }) => blocks)) {
    if (info["file"] !== undefined) writeFileSync(join(folder, info["file"]), code);
  }
}
