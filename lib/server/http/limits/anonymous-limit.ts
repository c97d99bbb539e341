import type { IncomingMessage } from "node:http";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { retrySeconds, type RateLimit } from "#lib/server/runtime/rate-limit.ts";
import { createCounter } from "./buckets.ts";

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

/** Whoever has more addresses than this makes the others' buckets start full again, which costs nothing but the limit. */
const ADDRESSES_MAX = 50_000;

/** Counts a request that carries no credential, or a wrong one, and costs work all the same. */
export type AnonymousLimit = {
  /** Seconds after which it would be admitted; undefined when it is. */
  take(request: Pick<IncomingMessage, "headers" | "socket">): number | undefined;
};

type Options = { limit: RateLimit | undefined; trustedProxies: readonly string[]; log: Log; now?: () => number };

/** A bucket for each address, in the memory of this node: a stranger must not cause a query. */
export function createAnonymousLimit({
  limit,
  trustedProxies,
  log,
  now = () => performance.now(),
}: Options): AnonymousLimit {
  if (limit === undefined) return { take: () => undefined };
  const clientAddress = createClientAddress(trustedProxies);
  const count = createCounter(now, ADDRESSES_MAX);
  let isToldOfProxy = false;
  return {
    take: (request) => {
      const seconds = retrySeconds(limit, count(clientAddress(request), 1, limit));
      if (seconds === undefined) return undefined;
      if (!isToldOfProxy && request.headers["x-forwarded-for"] !== undefined && trustedProxies.length === 0) {
        isToldOfProxy = true;
        log.warn(
          "Requests without a credential are limited by the address of the connection, which is a proxy's: name it in MESHES_TRUSTED_PROXIES",
        );
      }
      return seconds;
    },
  };
}
