import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORBIDDEN_IPV4, FORBIDDEN_IPV6, ipv6Embeddings } from "#lib/testing/egress/ssrf-corpus.ts";
import { createAddressPolicy } from "./address-policy.ts";
import { BLOCKED_IPV4 } from "./blocked-ranges.ts";

const nobody = createAddressPolicy([]);

function dotted(value: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
}

function numeric(ip: string): number {
  return ip.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** First and last number of each blocked range, computed without the library under test. */
const spans = BLOCKED_IPV4.map((cidr) => {
  const [network = "", bits = "32"] = cidr.split("/");
  const first = numeric(network);
  return [first, first + 2 ** (32 - Number(bits)) - 1] as const;
});
const blockedIpv4 = fc.oneof(...spans.map(([min, max]) => fc.integer({ min, max }))).map(dotted);
const publicIpv4 = fc
  .integer({ min: 0, max: 2 ** 32 - 1 })
  .filter((value) => !spans.some(([min, max]) => value >= min && value <= max))
  .map(dotted);

describe("address policy without operator ranges", () => {
  it.each([...FORBIDDEN_IPV4, ...FORBIDDEN_IPV6])("refuses %s", (ip) => {
    expect(nobody.isAllowed(ip)).toBe(false);
    expect(nobody.isOperatorAllowed(ip)).toBe(false);
  });

  it.each(["1.1.1.1", "8.8.8.8", "::ffff:8.8.8.8", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1"])(
    "allows %s",
    (ip) => {
      expect(nobody.isAllowed(ip)).toBe(true);
      expect(nobody.isOperatorAllowed(ip)).toBe(false);
    },
  );

  it.each([
    "",
    "localhost",
    "127.1",
    "0x7f000001",
    "010.0.0.1",
    "8.8.8",
    "134744072",
    "[::1]",
    "8.8.8.8 ",
    "::g",
    "fe80::1%lo",
    "2606:4700::1111%lo",
  ])("refuses %j, which is no canonical address", (ip) => expect(nobody.isAllowed(ip)).toBe(false));

  it("refuses every blocked IPv4 address in every embedding", () => {
    fc.assert(
      fc.property(blockedIpv4, (ip) => {
        for (const spelling of [ip, ...ipv6Embeddings(ip)]) expect(nobody.isAllowed(spelling), spelling).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it("allows public IPv4 addresses, plain, v4-mapped and behind the well-known prefix of NAT64, but no tunnel", () => {
    const passes = /^([0:]*:ffff:|64:ff9b::)[^:]+(:[^:]+)?$/i;
    fc.assert(
      fc.property(publicIpv4, (ip) => {
        const passing = [ip, ...ipv6Embeddings(ip)].filter(nobody.isAllowed);
        expect(passing.every((spelling) => spelling === ip || passes.test(spelling))).toBe(true);
        expect(passing).toHaveLength(8); // plain, five v4-mapped spellings and two of NAT64
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("address policy with operator ranges", () => {
  it("allows only what the range covers, v4-mapped spelling included", () => {
    const policy = createAddressPolicy(["10.0.0.0/8", "fd12::/16", "192.168.7.7/32"]);
    for (const ip of ["10.1.2.3", "::ffff:10.1.2.3", "::ffff:a01:203", "fd12::1", "192.168.7.7"]) {
      expect(policy.isAllowed(ip), ip).toBe(true);
      expect(policy.isOperatorAllowed(ip), ip).toBe(true);
    }
    for (const ip of ["11.0.0.1", "192.168.7.8", "fd13::1"]) expect(policy.isOperatorAllowed(ip), ip).toBe(false);
    for (const ip of ["127.0.0.1", "64:ff9b::a01:203", "2002:a01:203::", "::10.1.2.3"]) {
      expect(policy.isAllowed(ip), ip).toBe(false);
    }
  });

  it.each(["64:ff9b::8.8.8.8", "64:ff9b::808:808", "64:ff9b:0:0:0:0:808:808"])(
    "judges %s by the IPv4 address inside: nobody but a translator is at it",
    (ip) => {
      expect(nobody.isAllowed(ip)).toBe(true);
      expect(nobody.isOperatorAllowed(ip)).toBe(false);
    },
  );

  it("refuses a local prefix of NAT64, of which nobody can know where the IPv4 address stands", () => {
    for (const ip of ["64:ff9b:1::808:808", "64:ff9b:1:808:8:800::"]) expect(nobody.isAllowed(ip)).toBe(false);
  });

  it("still judges the IPv4 address inside an allowed tunnel range", () => {
    const policy = createAddressPolicy(["64:ff9b::/96"]);
    expect(policy.isAllowed("64:ff9b::8.8.8.8")).toBe(true);
    expect(policy.isOperatorAllowed("64:ff9b::8.8.8.8")).toBe(false);
    expect(policy.isAllowed("64:ff9b::169.254.169.254")).toBe(false);
    expect(createAddressPolicy(["64:ff9b::/96", "10.0.0.0/8"]).isOperatorAllowed("64:ff9b::10.0.0.1")).toBe(true);
  });

  it.each(["5efe", "200:5efe"])("judges the IPv4 address behind ISATAP (%s) in an allowed range", (isatap) => {
    const policy = createAddressPolicy(["fd12::/16"]);
    expect(policy.isAllowed(`fd12::${isatap}:808:808`)).toBe(true);
    expect(policy.isAllowed(`fd12::${isatap}:a9fe:a9fe`)).toBe(false);
  });

  it("does not let an IPv6 range speak for IPv4", () => {
    expect(createAddressPolicy(["::/0"]).isAllowed("::ffff:127.0.0.1")).toBe(false);
    expect(createAddressPolicy(["::/0"]).isAllowed("::127.0.0.1")).toBe(false);
    expect(createAddressPolicy(["::1/128"]).isAllowed("::1")).toBe(true);
  });

  it.each([
    ["10.0.0.0", /not a CIDR/],
    ["10.0.0.0/33", /not a CIDR/],
    ["10.0.0/8", /not a CIDR/],
    ["010.0.0.0/8", /not a CIDR/],
    ["10.0.0.0/8/9", /not a CIDR/],
    ["localhost", /not a CIDR/],
    ["", /not a CIDR/],
    ["10.0.0.5/8", /did you mean 10\.0\.0\.0\/8/],
    ["fd00::1/8", /did you mean fd00::\/8/],
    ["::ffff:10.0.0.0/104", /write it as IPv4/],
  ])("rejects the range %j with a clear error", (cidr, message) => {
    expect(() => createAddressPolicy([cidr])).toThrow(message);
  });
});
