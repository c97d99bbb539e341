import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import { outgoingHeaders } from "./check-headers.ts";
import { parseDestination } from "./check-url.ts";
import { ConnectionPool, type Connection } from "./connection-pool.ts";
import { type ResolveHost, createResolver } from "./dns.ts";
import type { EgressRequest, EgressResult } from "./egress-result.ts";
import { Exchange } from "./exchange.ts";
import { createGuardedConnector } from "./guarded-connector.ts";
import { OriginGate, type Holder } from "./origin-gate.ts";

export type { EgressRequest, EgressResult };

export type EgressClientOptions = {
  /** CIDR ranges of private destinations the operator permits; also the only ones for plain http and bad ports. */
  allowPrivate: readonly string[];
  /** For DNS, TCP and TLS of one connection. */
  connectTimeoutMs: number;
  /** From the moment that there is a free connection to the last byte kept. As long may the wait for one take. */
  totalTimeoutMs: number;
  responseBytesMax: number;
  maxConnectionsPerOrigin?: number;
  /** How long a request waits for a free connection; the total time-out unless given. */
  placeTimeoutMs?: number;
  /** Replaces the system resolver; its answers are judged like any other. */
  lookup?: ResolveHost;
};

export type EgressClient = {
  /** Never rejects for anything the network or the destination does; TypeError for a request that cannot be HTTP. */
  send(request: EgressRequest): Promise<EgressResult>;
  /** Waits for what is under way, then closes every connection. */
  close(): Promise<void>;
};

const CONNECTIONS_PER_ORIGIN_MAX = 64;
const NO_PLACE = "Too many requests from this server to this destination were in progress, so this one was not sent.";
const METHOD = /^[A-Z]+$/;
/** RFC 9110, 9.2.2: once, on a fresh connection, and only what was not answered and may be done twice or was not done. */
function mayRepeat(
  { method, isRepeatable = method === "GET" }: EgressRequest,
  { unansweredOnReused }: Exchange,
): boolean {
  return unansweredOnReused === "partly_sent" || (unansweredOnReused === "whole" && isRepeatable);
}

/** Guarantee: every request goes through the guarded connector, no redirect is followed, no proxy or cookie is used. */
export function createEgressClient(options: EgressClientOptions): EgressClient {
  const connectTimeoutMs = Math.min(options.connectTimeoutMs, options.totalTimeoutMs);
  const policy = createAddressPolicy(options.allowPrivate);
  const resolve = createResolver(options.lookup);
  const pool = new ConnectionPool(createGuardedConnector({ policy, resolve, connectTimeoutMs }));
  const gate = new OriginGate(options.maxConnectionsPerOrigin ?? CONNECTIONS_PER_ORIGIN_MAX);
  const underWay = new Set<Promise<EgressResult>>();

  async function exchange(url: URL, request: EgressRequest, headers: Record<string, string>): Promise<EgressResult> {
    const { origin } = url;
    const { method, body, responseBytesMax = options.responseBytesMax, timeoutMs = Infinity, holder = [] } = request;
    const totalTimeoutMs = Math.min(options.totalTimeoutMs, timeoutMs);
    const askedAt = performance.now();
    if (!(await gate.enter(origin, holder, options.placeTimeoutMs ?? totalTimeoutMs))) {
      return { kind: "busy", problem: NO_PLACE, durationMs: Math.round(performance.now() - askedAt) };
    }
    const limits = { connectTimeoutMs, totalTimeoutMs, responseBytesMax };
    const startedAt = performance.now();
    const begin = (connection: Connection) => {
      const handler = new Exchange({ ...limits, startedAt, connection });
      void handler.finished.then(() => pool.release(connection));
      connection.dispatch({ origin, path: url.pathname + url.search, method, headers, body: body ?? null }, handler);
      return handler;
    };
    let current = begin(await pool.take(origin));
    const timer = setTimeout(() => current.expire(), totalTimeoutMs);
    try {
      const result = await current.result;
      if (!mayRepeat(request, current)) return result;
      current = begin(pool.open(origin));
      return await current.result;
    } finally {
      clearTimeout(timer);
      void current.finished.then(() => gate.leave(origin, holder));
    }
  }

  async function tracked(sending: Promise<EgressResult>): Promise<EgressResult> {
    underWay.add(sending);
    try {
      return await sending;
    } finally {
      underWay.delete(sending);
    }
  }

  return {
    async send(request) {
      if (!METHOD.test(request.method) || request.method === "CONNECT") {
        throw new TypeError(`${JSON.stringify(request.method)} is not a supported method.`);
      }
      const headers = outgoingHeaders(request.headers);
      const parsed = parseDestination(request.url);
      if (!parsed.ok) return { kind: "blocked", problem: parsed.problem, durationMs: 0 };
      return tracked(exchange(parsed.url, request, headers));
    },
    async close() {
      await Promise.all(underWay);
      await pool.close();
    },
  };
}

/** The same client for one holder. */
export function heldBy(client: EgressClient, holder: Holder): EgressClient {
  return { ...client, send: (request) => client.send({ ...request, holder }) };
}
