import { describe, expect, it } from "vitest";
import { isAllowedOrigin, isPortPattern } from "./allowed-origin.ts";

const LOOPBACK = ["http://localhost:*", "http://127.0.0.1:*"];

describe("any port of the own machine", () => {
  it.each(["http://localhost", "http://localhost:4000", "http://127.0.0.1:4000", "http://127.0.0.1"])(
    "allows %s",
    (origin) => expect(isAllowedOrigin(LOOPBACK, origin)).toBe(true),
  );

  it.each([
    "https://localhost:4000",
    "http://localhost.evil.example:4000",
    "http://localhost:4000.evil.example",
    "http://localhost:",
    "http://localhost:*",
    "http://127.0.0.2:4000",
    "http://[::1]:4000",
    "http://evil.example",
    "null",
    "",
  ])("refuses %j", (origin) => expect(isAllowedOrigin(LOOPBACK, origin)).toBe(false));
});

describe("an exact origin", () => {
  it("allows itself and nothing else", () => {
    const allowed = ["https://app.example.com", "http://localhost:3000"];
    expect(allowed.map((origin) => isAllowedOrigin(allowed, origin))).toEqual([true, true]);
    for (const origin of ["https://app.example.com:8443", "http://localhost:3001", "http://localhost", "null"])
      expect(isAllowedOrigin(allowed, origin)).toBe(false);
  });

  it.each(["https://app.example.com:*", "https://*.example.com", "*", "http://192.168.0.7:*", "http://localhost*"])(
    "is all that %s can be: it is no pattern",
    (entry) => {
      expect(isPortPattern(entry)).toBe(false);
      for (const origin of ["https://app.example.com:8443", "https://a.example.com", "http://192.168.0.7:80"])
        expect(isAllowedOrigin([entry], origin)).toBe(false);
    },
  );
});
