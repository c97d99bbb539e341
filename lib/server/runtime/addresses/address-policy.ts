import { isIP, isIPv4, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { BLOCKED_IPV4, BLOCKED_IPV6, GLOBAL_IPV6, embeddedIpv4, isIsatap, isNat64 } from "./blocked-ranges.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

export type AddressPolicy = {
  /** True for a public address and for one inside the operator's ranges; false for anything that is not a canonical IP. */
  isAllowed: (ip: string) => boolean;
  /** True only inside the operator's ranges. */
  isOperatorAllowed: (ip: string) => boolean;
};

const BLOCKED: readonly Range[] = [...BLOCKED_IPV4, ...BLOCKED_IPV6].map((cidr) => ipaddr.parseCIDR(cidr));
const GLOBAL: readonly Range[] = [ipaddr.parseCIDR(GLOBAL_IPV6)];

function isInside(address: Address, ranges: readonly Range[]): boolean {
  return ranges.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

function isBlocked(address: Address): boolean {
  if (isInside(address, BLOCKED)) return true;
  // Its prefix is for public IPv4 addresses only (RFC 6052, 3.1), so an operator's range for IPv4 says nothing here.
  if (address instanceof ipaddr.IPv6 && isNat64(address)) return embeddedIpv4(address).some(isBlocked);
  return address instanceof ipaddr.IPv6 && (isIsatap(address) || !isInside(address, GLOBAL));
}

/**
 * ipaddr.js also reads octal and short forms, which no resolver or socket reports, and takes `::10.0.0.1` for v4-mapped,
 * which the kernel does not. So only canonical addresses count, and IPv6 is normalised by the URL parser first.
 */
function parseAddress(ip: string): Address | null {
  if (isIPv4(ip)) return ipaddr.IPv4.parse(ip);
  const url = URL.parse(`http://[${ip}]`);
  return isIPv6(ip) && url !== null ? ipaddr.process(url.hostname.slice(1, -1)) : null;
}

function parseOperatorRange(cidr: string): Range {
  const [network = ""] = cidr.split("/");
  if (isIP(network) === 0 || !ipaddr.isValidCIDR(cidr)) {
    throw new Error(`"${cidr}" is not a CIDR range; write for example 10.0.0.0/8, 127.0.0.1/32 or fd00::/8`);
  }
  const [address, bits] = ipaddr.parseCIDR(cidr);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    throw new Error(`"${cidr}" is an IPv4 range in IPv6 spelling; write it as IPv4`);
  }
  const kind = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const start = kind.networkAddressFromCIDR(cidr).toString();
  if (start !== address.toString()) {
    throw new Error(`"${cidr}" has address bits after its prefix; did you mean ${start}/${bits}?`);
  }
  return [address, bits];
}

/**
 * Guarantee: an address that carries an IPv4 address inside (v4-mapped, NAT64, 6to4, Teredo, ISATAP, ...) never passes
 * unless the inner address passes too, even when the operator allowed the outer range. Of the tunnels and translators only
 * NAT64's well-known prefix is public by itself: in a network without IPv4 every IPv4 destination is behind it.
 */
export function createAddressPolicy(cidrs: readonly string[]): AddressPolicy {
  const operatorRanges = cidrs.map(parseOperatorRange);
  const isOperators = (address: Address) => isInside(address, operatorRanges);
  const isOpen = (address: Address) => isOperators(address) || !isBlocked(address);
  const isPermitted = (ip: string, passes: (address: Address) => boolean) => {
    const address = parseAddress(ip);
    if (address === null || !passes(address)) return false;
    return address instanceof ipaddr.IPv4 || embeddedIpv4(address).every(passes);
  };
  return {
    isAllowed: (ip) => isPermitted(ip, isOpen),
    isOperatorAllowed: (ip) => isPermitted(ip, isOperators),
  };
}
