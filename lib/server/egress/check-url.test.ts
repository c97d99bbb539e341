import { describe, expect, it } from "vitest";
import { createAddressPolicy } from "./address-policy.ts";
import { checkDestinationUrl, NOT_ALLOWED } from "./check-url.ts";

const strict = createAddressPolicy([]);
const local = createAddressPolicy(["127.0.0.0/8", "10.0.0.0/8"]);

describe("checkDestinationUrl", () => {
  it.each([
    "https://example.com",
    "https://EXAMPLE.com:443/hook?a=b%20c",
    "https://example.com:8443/",
    "https://bücher.example/",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://localhost.example.com/",
    "https://notlocal/",
  ])("accepts %s", (url) => expect(checkDestinationUrl(url, strict)).toMatchObject({ ok: true }));

  it("answers the parsed URL", () => {
    const checked = checkDestinationUrl("https://EXAMPLE.com:443/a/../b", strict);
    expect(checked.ok && checked.url.href).toBe("https://example.com/b");
  });

  it.each([
    ["nonsense", "The URL is not valid."],
    ["", "The URL is not valid."],
    ["https://exa mple.com/", "The URL contains spaces or control characters."],
    ["ftp://example.com/", "The URL must start with https://."],
    ["http://example.com/", "The URL must start with https://."],
    ["http://8.8.8.8/", "The URL must start with https://."],
    ["https://me@example.com/", "The URL must not contain a user name or password."],
    ["https://:pw@example.com/", "The URL must not contain a user name or password."],
    ["https://example.com/#part", "The URL must not contain a fragment (#)."],
    ["https://example.com/#", "The URL must not contain a fragment (#)."],
    ["https://example.com:80/", "The port must be one of 443, 8443."],
    ["https://example.com:22/", "The port must be one of 443, 8443."],
    ["https://localhost/", NOT_ALLOWED],
    ["http://localhost:3000/", NOT_ALLOWED],
    ["https://metadata.google.internal/", NOT_ALLOWED],
    ["https://example.com./", NOT_ALLOWED],
    ["https://2130706433/", NOT_ALLOWED],
  ])("refuses %j: %s", (url, problem) => expect(checkDestinationUrl(url, strict)).toEqual({ ok: false, problem }));

  it.each(["http://127.0.0.1:3000/", "http://localhost:3000/", "https://localhost:9/", "http://[::ffff:10.1.1.1]:81/"])(
    "accepts %s inside the operator's ranges",
    (url) => expect(checkDestinationUrl(url, local)).toMatchObject({ ok: true }),
  );

  it.each(["http://192.168.0.1/", "http://[::1]:3000/", "http://a.localhost/", "http://example.com/"])(
    "still refuses %s outside of them",
    (url) => expect(checkDestinationUrl(url, local)).toMatchObject({ ok: false }),
  );

  it("accepts other public ports the operator opened", () => {
    expect(checkDestinationUrl("https://example.com:4443/", strict, [443, 4443])).toMatchObject({
      ok: true,
    });
    expect(checkDestinationUrl("https://10.0.0.1:4443/", strict, [443, 4443])).toMatchObject({
      ok: false,
    });
  });
});
