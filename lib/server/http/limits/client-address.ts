import type { IncomingMessage } from "node:http";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";

/** Finds out from which address a request comes. */
export type ClientAddress = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/**
 * The address that has opened the connection, or, behind the operator's own proxies, the last one in `X-Forwarded-For`
 * that is not one of them: everything before it is the caller's own claim.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const proxies = createAddressPolicy(trustedProxies);
  return ({ headers, socket }) => {
    const direct = plain(socket.remoteAddress ?? "");
    const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
    let address = direct;
    for (const hop of forwarded.toReversed()) {
      if (!proxies.isOperatorAllowed(address)) return address;
      const next = plain(hop.trim());
      if (next === "") return address;
      address = next;
    }
    return address;
  };
}

/** A dual-stack socket names IPv4 callers as `::ffff:192.0.2.1`. */
function plain(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice("::ffff:".length) : address;
}
