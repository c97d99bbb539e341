import ipaddr from "ipaddr.js";

/** :: and ::1 lie in the v4-compatible range but carry nothing. */
const NOT_COMPATIBLE = ipaddr.IPv6.parseCIDR("::/127");
const COMPATIBLE = ipaddr.IPv6.parseCIDR("::/96");
const TRANSLATED = ipaddr.IPv6.parseCIDR("::ffff:0:0:0/96");
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
const NAT64_LOCAL = ipaddr.IPv6.parseCIDR("64:ff9b:1::/48");
const SIX_TO_FOUR = ipaddr.IPv6.parseCIDR("2002::/16");
const TEREDO = ipaddr.IPv6.parseCIDR("2001::/32");

const LAST_FOUR_BYTES = 12;
const IN_LAST_FOUR_BYTES = [COMPATIBLE, TRANSLATED, NAT64, NAT64_LOCAL];

function ipv4At(bytes: readonly number[], offset: number, mask = 0): ipaddr.IPv4 {
  return new ipaddr.IPv4(bytes.slice(offset, offset + 4).map((byte) => byte ^ mask));
}

/** ISATAP (RFC 5214) hides the IPv4 address in the interface half of an address under any prefix. */
export function isIsatap(address: ipaddr.IPv6): boolean {
  return (address.parts[4] === 0 || address.parts[4] === 0x200) && address.parts[5] === 0x5efe;
}

/** RFC 6052: the well-known prefix, behind which a translator forwards to the IPv4 address inside, which is all there is. */
export function isNat64(address: ipaddr.IPv6): boolean {
  return address.match(NAT64);
}

/** Every IPv4 address a packet to this IPv6 address could be handed on to; v4-mapped ones are the caller's. */
export function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4[] {
  const bytes = address.toByteArray();
  if (address.match(NOT_COMPATIBLE)) return [];
  if (address.match(SIX_TO_FOUR)) return [ipv4At(bytes, 2)];
  if (address.match(TEREDO)) return [ipv4At(bytes, 4), ipv4At(bytes, LAST_FOUR_BYTES, 0xff)];
  if (isIsatap(address) || IN_LAST_FOUR_BYTES.some((range) => address.match(range))) {
    return [ipv4At(bytes, LAST_FOUR_BYTES)];
  }
  return [];
}

/** IPv4 ranges that are not public destinations (IANA special-purpose registry, multicast, class E). */
export const BLOCKED_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10", // carrier-grade NAT, and the metadata service of some clouds
  "127.0.0.0/8",
  "169.254.0.0/16", // link-local with the cloud metadata services
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24", // 6to4 relay anycast
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
] as const;

/**
 * The IPv6 space with public hosts. Everything outside but NAT64's well-known prefix is refused, which covers ::, ::1, v4-compatible ::/96,
 * local NAT64 (64:ff9b:1::/48), discard, segment routing, ULA, link-local, site-local and multicast.
 */
export const GLOBAL_IPV6 = "2000::/3";

/** Ranges inside `GLOBAL_IPV6` that are not public hosts or that tunnel to an IPv4 address. */
export const BLOCKED_IPV6 = [
  "2001::/23", // IETF assignments including Teredo
  "2001:db8::/32",
  "2002::/16", // 6to4
  "3fff::/20",
] as const;
