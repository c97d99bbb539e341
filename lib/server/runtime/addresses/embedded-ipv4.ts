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
