import { describe, expect, it } from "vitest";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import { checkDestinationUrl, NOT_ALLOWED } from "./check-url.ts";

const strict = createAddressPolicy([]);
const local = createAddressPolicy(["127.0.0.0/8", "10.0.0.0/8"]);

describe("checkDestinationUrl", () => {
  it.each([
    "https://example.com",
    "https://EXAMPLE.com:443/hook?a=b%20c",
    "https://example.com:8443/",
    "https://example.com:80/",
    "https://example.com:4443/",
    "https://8.8.8.8:5000/",
    "https://example.com:65535/",
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
    ["https://example.com:22/", "The port 22 belongs to a protocol other than HTTP and is not allowed."],
    ["https://example.com:25/", "The port 25 belongs to a protocol other than HTTP and is not allowed."],
    ["https://example.com:6667/", "The port 6667 belongs to a protocol other than HTTP and is not allowed."],
    ["https://example.com:0/", "The port 0 belongs to a protocol other than HTTP and is not allowed."],
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

  it("accepts a port of another protocol inside the operator's ranges only", () => {
    expect(checkDestinationUrl("https://10.0.0.1:6667/", local)).toMatchObject({ ok: true });
    expect(checkDestinationUrl("https://11.0.0.1:6667/", local)).toMatchObject({ ok: false });
  });

  it("refuses every bad port of the fetch standard, and no other", () => {
    const refused = Array.from({ length: 65_536 }, (_, port) => port).filter(
      (port) => !checkDestinationUrl(`https://example.com:${port}/`, strict).ok,
    );
    expect(refused).toHaveLength(83);
    expect(refused).toEqual(expect.arrayContaining([1, 22, 25, 53, 110, 143, 587, 993, 2049, 5060, 6000, 10_080]));
  });
});
