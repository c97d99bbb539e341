import { isIP } from "node:net";
import type { AddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";

/** https://fetch.spec.whatwg.org/#port-blocking: ports of protocols that a request of HTTP could be mistaken for. */
const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** `port` as in a parsed URL: empty for the scheme's own. */
export function isBadPort(port: string): boolean {
  return port !== "" && BAD_PORTS.has(Number(port));
}

export type UrlProblem = string;
export type CheckedUrl = { ok: true; url: URL } | { ok: false; problem: UrlProblem };

/** One text for every refused address or name, so that answers cannot be used to map a private network. */
export const NOT_ALLOWED = "The destination is not allowed.";

/** RFC 6761: `localhost` never goes to a resolver, it is these two. */
export const LOCALHOST_ADDRESSES = ["127.0.0.1", "::1"] as const;

const BLOCKED_SUFFIXES = [".localhost", ".local", ".internal"];
// WHATWG parsing silently drops tabs and newlines and trims the ends; a URL with them is a trick or a paste error.
// oxlint-disable-next-line no-control-regex
const SPACE_OR_CONTROL = /[\u0000-\u0020\u007f]/;

function refuse(problem: UrlProblem): CheckedUrl {
  return { ok: false, problem };
}

/** The host without the brackets of IPv6; only ever taken from a parsed URL, which has normalised every spelling. */
function bareHost(url: URL): string {
  return url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
}

/** `localhost` itself is not in here: the operator's ranges decide about it. */
function isBlockedName(host: string): boolean {
  return (
    host.endsWith(".") ||
    BLOCKED_SUFFIXES.some((suffix) => host.endsWith(suffix) || (host === suffix.slice(1) && host !== "localhost"))
  );
}

/** Plain http and the ports of other protocols are for destinations inside the operator's ranges only. */
export function needsOperator(protocol: string, port: string): boolean {
  return protocol !== "https:" || isBadPort(port);
}

/** The part of the check that needs no address: spelling, scheme and blocked names. */
export function parseDestination(raw: string): CheckedUrl {
  if (SPACE_OR_CONTROL.test(raw)) return refuse("The URL contains spaces or control characters.");
  if (!URL.canParse(raw)) return refuse("The URL is not valid.");
  const url = new URL(raw);
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("The URL must start with https://.");
  if (url.username !== "" || url.password !== "") return refuse("The URL must not contain a user name or password.");
  if (raw.includes("#")) return refuse("The URL must not contain a fragment (#).");
  if (isBlockedName(url.hostname)) return refuse(NOT_ALLOWED);
  return { ok: true, url };
}

function isOperatorHost(host: string, policy: AddressPolicy): boolean {
  if (host === "localhost") return LOCALHOST_ADDRESSES.some((ip) => policy.isOperatorAllowed(ip));
  return policy.isOperatorAllowed(host);
}

/**
 * The check made when a URL is saved. It never resolves names: what a name points to is judged on every connection,
 * because an answer given today says nothing about the answer given when the event is delivered.
 */
export function checkDestinationUrl(raw: string, policy: AddressPolicy): CheckedUrl {
  const parsed = parseDestination(raw);
  if (!parsed.ok) return parsed;
  const host = bareHost(parsed.url);
  if (isOperatorHost(host, policy)) return parsed;
  if (host === "localhost" || (isIP(host) !== 0 && !policy.isAllowed(host))) return refuse(NOT_ALLOWED);
  if (parsed.url.protocol !== "https:") return refuse("The URL must start with https://.");
  if (isBadPort(parsed.url.port)) {
    return refuse(`The port ${parsed.url.port} belongs to a protocol other than HTTP and is not allowed.`);
  }
  return parsed;
}
