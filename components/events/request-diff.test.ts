import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffRequests, hasChanges, requestText } from "./request-diff.ts";

const request = (changes: object = {}) => ({
  method: "POST",
  url: "https://example.com/hook",
  headers: { "Content-Type": "application/json", "webhook-id": "a" },
  body: '{"user":{"email":"ann@example.com","n":1.50},"tags":["a"],"none":{}}',
  ...changes,
});

describe("a request in lines", () => {
  it("has its headers in one order, and its body token by token as it was written", () => {
    expect(requestText(request())).toBe(`POST https://example.com/hook
content-type: application/json
webhook-id: a

{
  "user": {
    "email": "ann@example.com"
    "n": 1.50
  }
  "tags": [
    "a"
  ]
  "none": {}
}
`);
  });

  it("has a body that is no JSON as it is", () => {
    expect(requestText(request({ headers: {}, body: "a=1\nb=2" }))).toBe("POST https://example.com/hook\n\na=1\nb=2\n");
  });
});

describe("the difference of two requests", () => {
  it("is what was removed and added, with what stands around it", () => {
    const after = request({ body: '{"user":{"email":"bob@example.com","n":1.50},"tags":["a"],"none":{}}' });
    expect(diffRequests(request(), after)).toEqual([
      { kind: "skipped", count: 3 },
      { kind: "same", text: "" },
      { kind: "same", text: "{" },
      { kind: "same", text: '  "user": {' },
      { kind: "removed", text: '    "email": "ann@example.com"' },
      { kind: "added", text: '    "email": "bob@example.com"' },
      { kind: "same", text: '    "n": 1.50' },
      { kind: "same", text: "  }" },
      { kind: "same", text: '  "tags": [' },
      { kind: "skipped", count: 4 },
    ]);
  });

  it("is none for a request and itself, whatever it holds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.dictionary(fc.string(), fc.string()), (body, headers) => {
        const lines = diffRequests(request({ body, headers }), request({ body, headers }));
        expect(lines !== undefined && hasChanges(lines)).toBe(false);
      }),
    );
  });

  it("holds every line of both", () => {
    const body = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(body, body, (before, after) => {
        const lines = diffRequests(request({ body: before }), request({ body: after })) ?? [];
        const count = (kinds: string[]) =>
          lines.reduce(
            (sum, line) => sum + (line.kind === "skipped" ? line.count : Number(kinds.includes(line.kind))),
            0,
          );
        const linesIn = (text: string) => requestText(request({ body: text })).split("\n").length - 1;
        expect(count(["same", "removed"])).toBe(linesIn(before));
        expect(count(["same", "added"])).toBe(linesIn(after));
      }),
    );
  });
});
