import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { isSecretParameter, maskParameters } from "#lib/contracts/query-parameters.ts";
import type { EgressResult } from "#lib/server/egress/egress-client.ts";
import { recordExchange, secretsInQuery, type ShownRequest } from "./mask.ts";

const answered = (more: Partial<Extract<EgressResult, { kind: "response" }>> = {}): EgressResult => ({
  kind: "response",
  statusCode: 500,
  headers: {},
  body: "",
  truncated: false,
  durationMs: 1,
  ...more,
});
const shown = (more: Partial<ShownRequest> = {}): ShownRequest => ({
  method: "POST",
  url: "https://example.com/",
  headers: {},
  body: "{}",
  secretHeaders: new Set(),
  secretTexts: [],
  ...more,
});

describe("an address as it is shown", () => {
  it.each([
    ["https://example.com/%E9?token=abc", `https://example.com/%E9?token=${SECRET_MASK}`],
    ["https://example.com/100%?api_key=abc&x=%", `https://example.com/100%?api_key=${SECRET_MASK}&x=%`],
    ["https://example.com/a?x=1&t%6Fken=%zz&y=%20", `https://example.com/a?x=1&t%6Fken=${SECRET_MASK}&y=%20`],
    ["https://example.com/?sig=a=b==&sig=c", `https://example.com/?sig=${SECRET_MASK}&sig=${SECRET_MASK}`],
    ["https://example.com/?code=abc", `https://example.com/?code=${SECRET_MASK}`],
    ["https://example.com/?token=&token", "https://example.com/?token=&token"],
    ["https://example.com/?zipcode=1", "https://example.com/?zipcode=1"],
    ["https://example.com/token=a", "https://example.com/token=a"],
  ])("%s is %s", (url, masked) => {
    expect(recordExchange(shown({ url }), answered()).request.url).toBe(masked);
  });

  const name = fc.oneof(fc.constantFrom("token", "API_KEY", "a", "%74oken", "se%63ret", "%", "%E9"), fc.string());
  const parameter = fc
    .tuple(name, fc.string())
    .map((resourceScope) => resourceScope.map((text) => text.replaceAll(/[?&=#]/g, "_")));

  it("never throws, keeps all but the values of secrets character by character, and shows none of those", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(parameter, { minLength: 1 }), (path, parameters) => {
        const before = `https://example.com/${path.replaceAll(/[?#]/g, "_")}?`;
        const texts = parameters.map(([key = "", value = ""]) => `${key}=${value}`);
        const wanted = parameters.map(([key = "", value = ""]) =>
          isSecretParameter(key) && value !== "" ? `${key}=${SECRET_MASK}` : `${key}=${value}`,
        );
        expect(maskParameters(before + texts.join("&"), isSecretParameter)).toBe(before + wanted.join("&"));
      }),
    );
  });

  it("gives the secrets that an endpoint could repeat, as they stand and as they are read", () => {
    const url = "https://example.com/%E9?token=abc%20defgh%E9&x=abcdefgh&key=short";
    expect(secretsInQuery(url)).toEqual(["abc%20defgh%E9", "abc defgh\uFFFD"]);
  });
});

describe("an answer as it is kept", () => {
  const secret = "s3cret-of-the-endpoint";

  it("has no secret, in its headers or its body, wherever the answer or the copy of it ends", () => {
    fc.assert(
      fc.property(fc.nat({ max: secret.length }), fc.string(), fc.boolean(), (cut, text, isCut) => {
        const body = `${text} ${secret} ${text}${isCut ? secret.slice(0, cut) : ""}`;
        const kept = recordExchange(
          shown({ secretTexts: [secret] }),
          answered({ body, headers: { "x-echo": secret }, ...(isCut ? { cut: "network" } : {}) }),
        );
        const all = kept.body + kept.headers["x-echo"];
        expect(all).not.toContain(secret);
        if (isCut && cut >= 4) expect(kept.body.endsWith(SECRET_MASK)).toBe(true);
      }),
    );
  });

  it("keeps at most 64 headers and 8 KiB of them", () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x-${index}`, "1"]));
    expect(Object.keys(recordExchange(shown(), answered({ headers: many })).headers)).toHaveLength(64);
    const headers = { "x-a": "1", "x-b": "b".repeat(9_000), "x-c": "1" };
    expect(recordExchange(shown(), answered({ headers })).headers).toEqual({ "x-a": "1" });
  });
});
