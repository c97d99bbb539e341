import { describe, expect, it } from "vitest";
import { isPlainPath } from "./provider-api.ts";

describe("isPlainPath", () => {
  it.each(["/", "/lists", "/lists/5/members", "/lists/a%2Fb", "/people/a@b.example", "/lists/...", "/.well-known"])(
    "takes %s",
    (path) => expect(isPlainPath(path)).toBe(true),
  );

  it.each(["", "lists", "//", "/lists/", "/lists//members", "/a/..", "/a/../b", "/a/.", "/a/%2E%2e", "/a/.%2e/b"])(
    "refuses %s",
    (path) => expect(isPlainPath(path)).toBe(false),
  );
});
