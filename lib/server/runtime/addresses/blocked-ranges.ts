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
