import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { localKeys } from "./local-keys.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meshes-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("makes two keys once, for its owner alone, and finds them again", () => {
  const made = localKeys(folder);
  expect(localKeys(folder)).toEqual(made);
  expect(statSync(join(folder, "keys.json")).mode & 0o777).toBe(0o600);
  expect(made.encryption.current.key).toHaveLength(32);
  expect(made.encryption.current.key).not.toEqual(made.signing.current.key);
});

it("never replaces keys that it cannot read", () => {
  writeFileSync(join(folder, "keys.json"), "{}");
  expect(() => localKeys(folder)).toThrow();
  expect(readFileSync(join(folder, "keys.json"), "utf8")).toBe("{}");
});
