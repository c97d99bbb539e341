import { checkSync } from "recheck";
import { describe, expect, it } from "vitest";
import { findRegularExpressions, type Found } from "./regular-expressions.ts";

process.env["RECHECK_SYNC_BACKEND"] = "pure";

/** What cannot be proved, by the file it stands in, and why it does no harm. */
const EXPLAINED: Readonly<Record<string, string>> = {
  "components/docs/code-block.tsx": "reads the code blocks of our own documents, as they are built",
  "lib/server/db/parse-statement.ts": "reads our own statements, at the start",
  "lib/server/http/docs/fill-tables.ts": "reads our own documents, when they are written",
  "lib/server/providers/discord/actions.ts":
    "looks back one character, which the proof does not know; growth is tested, and a template has 50,000 characters",
};

/** Made of the patterns that inputs and fields name, which are collected by their keys. */
const COMPUTED = [
  "components/connections/connection-fields.ts",
  "components/connections/connection-form-schema.ts",
  "components/rules/action-inputs.ts",
  "lib/contracts/event-filter.ts",
  "lib/server/db/parse-statement.ts",
  "lib/server/domain/connections/mappings/fit-text.ts",
  "lib/server/domain/rules/check-rule.ts",
  "lib/server/providers/kit/api-key-settings.ts",
];

const { found, computed } = findRegularExpressions();

/** Without a repetition that has no end, and only tried at the beginning of a text, the work has a bound. */
function isBounded({ source, flags }: Found): boolean {
  const outsideClasses = source.replaceAll(/\\./gs, "_").replaceAll(/\[[^\]]*\]/g, "_");
  return source.startsWith("^") && !flags.includes("m") && !/[*+]|\{\d+,\}/.test(outsideClasses);
}

/** A proof over automata; what it does not cover is searched for attacks, which is no proof and must be bounded. */
function isLinear(expression: Found): boolean {
  const { status, checker } = checkSync(expression.source, expression.flags, { timeout: 20_000 });
  return status === "safe" && (checker === "automaton" || isBounded(expression));
}

describe("every regular expression", () => {
  it("is found, also where it is a setting", () => {
    expect(found.length).toBeGreaterThan(130);
    expect(found.map(({ source }) => source)).toContain("^[a-z]{2,4}\\d{1,3}$");
    expect([...new Set(computed)].toSorted()).toEqual(COMPUTED);
  });

  it("the proof finds what is not linear", () => {
    const bad = [
      String.raw`\{\{\s*([^{}]*?)\s*\}\}`,
      String.raw`\/+$`,
      "^(a+)+$",
      String.raw`^\d+\.?\d*$`,
      "(?<!b)a+$",
    ];
    for (const source of bad) expect(isLinear({ file: "", source, flags: "" })).toBe(false);
    expect(isLinear({ file: "", source: "^(a|b)+c$", flags: "" })).toBe(true);
  }, 120_000);

  it("is linear in the text it is tried on, or is explained", () => {
    const others = found.filter((expression) => !isLinear(expression));
    const unexplained = others.filter(({ file }) => EXPLAINED[file] === undefined);
    expect(unexplained).toEqual([]);
    expect(Object.keys(EXPLAINED).filter((file) => others.every((other) => other.file !== file))).toEqual([]);
  }, 300_000);
});
