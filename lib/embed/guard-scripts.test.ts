import { describe, expect, it, vi } from "vitest";
import { guardScripts } from "./guard-scripts.ts";

type Rules = {
  createScriptURL: (url: string) => string | undefined;
  createHTML: (html: string) => string | undefined;
};

function rules() {
  const createPolicy = vi.fn<(name: "default", made: Rules) => void>();
  guardScripts({ location: { origin: "https://meshes.example" }, trustedTypes: { createPolicy } });
  const [call] = createPolicy.mock.calls;
  if (call === undefined) throw new Error("No policy was made");
  expect(call[0]).toBe("default");
  return call[1];
}

describe("the policy for scripts", () => {
  it.each(["/_next/static/chunks/a.js", "/_next/static/chunks/a.js?dpl=1", "https://meshes.example/_next/static/a.js"])(
    "takes a part of the build: %s",
    (url) => {
      expect(rules().createScriptURL(url)).toBe(url);
    },
  );

  it.each([
    "https://evil.example/_next/static/a.js",
    "//evil.example/_next/static/a.js",
    "/_next/static/../../api/v1/events",
    "/_next/static/%2e%2e/%2e%2e/api",
    "/other.js",
    "_next/data.js",
    "data:text/javascript,alert(1)",
    "blob:https://meshes.example/_next/static/1",
    "javascript:alert(1)",
    "http://",
    "",
  ])("takes no other address: %s", (url) => {
    expect(rules().createScriptURL(url)).toBeUndefined();
  });

  it("takes the empty element that React makes, and no other HTML", () => {
    expect(rules().createHTML("<script></script>")).toBe("<script></script>");
    for (const html of ["", "<b>a</b>", "<script>alert(1)</script>", "<script></script><img>"]) {
      expect(rules().createHTML(html)).toBeUndefined();
    }
  });

  it("is not asked of engines that know no Trusted Types", () => {
    expect(() => guardScripts({ location: { origin: "https://meshes.example" } })).not.toThrow();
  });
});
