import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const PAGES = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "app/workspace"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file.endsWith("page.tsx") || file.endsWith("layout.tsx"));

/** What the browser loads for a page at once: with each package, the file by which it came in. */
function packagesOf(page: string): Map<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (file: string, isReachedByBrowser: boolean) => {
    if (!existsSync(file) || !/\.tsx?$/.test(file)) return;
    const { names, isForBrowser } = importsOf(file);
    const isBrowsers = isForBrowser || isReachedByBrowser;
    const visitId = `${file} ${isBrowsers}`;
    if (seen.has(visitId)) return;
    seen.add(visitId);
    for (const name of names) {
      if (name.startsWith("#")) visit(name.slice(1), isBrowsers);
      else if (name.startsWith(".")) visit(join(dirname(file), name), isBrowsers);
      else if (isBrowsers && !packages.has(name)) packages.set(name, file);
    }
  };
  visit(page, false);
  return packages;
}

/** What is imported for more than its types, at the start. */
function importsOf(file: string): { names: string[]; isForBrowser: boolean } {
  const { program, module } = parseSync(file, readFileSync(file, "utf8"));
  const imported = module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries.length > 0 && entries.every(({ isType }) => isType) ? [] : [moduleRequest.value],
  );
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest === null || isType ? [] : [moduleRequest.value])),
  );
  const isForBrowser = program.body.some((node) => "directive" in node && node.directive === "use client");
  return { names: [...imported, ...passedOn], isForBrowser };
}

describe("what the browser loads for a page of the workspace", () => {
  it("is known for every page", () => {
    expect(PAGES.length).toBeGreaterThan(10);
    expect(packagesOf("app/workspace/events/page.tsx").has("@tanstack/react-query")).toBe(true);
  });

  // Its 33 kB are for the server: the pages check what they get by the types of the contract.
  it.each(PAGES)("is not zod: %s", (page) => {
    expect(packagesOf(page).get("zod")).toBeUndefined();
  });
});
