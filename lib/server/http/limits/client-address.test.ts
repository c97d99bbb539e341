import { expect, it } from "vitest";
import { createClientAddress } from "./anonymous-limit.ts";

function addressOf(remoteAddress: string, forwarded: string | undefined, proxies: readonly string[]): string {
  const request = {
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    socket: { remoteAddress },
  };
  return createClientAddress(proxies)(request as Parameters<ReturnType<typeof createClientAddress>>[0]);
}

it("is the one that has opened the connection, whatever the caller says, without a proxy of the operator's", () => {
  expect(addressOf("198.51.100.7", "203.0.113.1", [])).toBe("198.51.100.7");
  expect(addressOf("::ffff:198.51.100.7", undefined, [])).toBe("198.51.100.7");
  expect(addressOf("198.51.100.7", "203.0.113.1", ["10.0.0.0/8"])).toBe("198.51.100.7");
});

it("is the last one behind the operator's proxies; what stands before it is the caller's own claim", () => {
  expect(addressOf("10.0.0.1", "203.0.113.1", ["10.0.0.0/8"])).toBe("203.0.113.1");
  expect(addressOf("10.0.0.1", "1.2.3.4, 203.0.113.1", ["10.0.0.0/8"])).toBe("203.0.113.1");
  expect(addressOf("10.0.0.1", "1.2.3.4, 203.0.113.1, 10.0.0.2", ["10.0.0.0/8"])).toBe("203.0.113.1");
  expect(addressOf("127.0.0.1", undefined, ["127.0.0.0/8"])).toBe("127.0.0.1");
});
