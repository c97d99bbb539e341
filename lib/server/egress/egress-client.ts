import { Agent } from "undici";
import { createAddressPolicy } from "./address-policy.ts";
import { outgoingHeaders } from "./check-headers.ts";
import { parseDestination, PUBLIC_PORTS } from "./check-url.ts";
import type { EgressRequest, EgressResult } from "./egress-result.ts";
import { Exchange } from "./exchange.ts";
import { createGuardedConnector } from "./guarded-connector.ts";
import { OriginGate } from "./origin-gate.ts";
import { createResolver } from "./resolve-host.ts";
import type { ResolveHost } from "./resolve-host.ts";

export type { EgressRequest, EgressResult };

export type EgressClientOptions = {
  /** CIDR ranges of private destinations the operator permits; also the only ones for plain http and other ports. */
  allowPrivate: readonly string[];
  /** For DNS, TCP and TLS of one connection. */
  connectTimeoutMs: number;
  /** From the moment that there is a free connection to the last byte kept. As long may the wait for one take. */
  totalTimeoutMs: number;
  responseBytesMax: number;
  maxConnectionsPerOrigin?: number;
  /** How long a request waits for a free connection; the total time-out unless given. */
  placeTimeoutMs?: number;
  /** Ports open to public destinations; 443 and 8443 unless given. */
  publicPorts?: readonly number[];
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
const NO_PLACE = "Too many requests to this destination were under way from this server, so this one was not sent.";
const RESPONSE_HEADER_BYTES_MAX = 32 * 1024;
const METHOD = /^[A-Z]+$/;
/** A pooled socket keeps the address it was opened with, so idle time, age and use are all bounded. */
const KEEP_ALIVE_MS = 4_000;
const CONNECTION_AGE_MAX_MS = 60_000;
const REQUESTS_PER_CONNECTION_MAX = 1_000;

/** Header and body time-outs are off: the one total deadline covers them, and undici's own tick only every half second. */
function createAgent(options: EgressClientOptions, connections: number): Agent {
  return new Agent({
    connect: createGuardedConnector({
      policy: createAddressPolicy(options.allowPrivate),
      resolve: createResolver(options.lookup),
      publicPorts: options.publicPorts ?? PUBLIC_PORTS,
      connectTimeoutMs: Math.min(options.connectTimeoutMs, options.totalTimeoutMs),
    }),
    allowH2: false,
    connections,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    clientTtl: CONNECTION_AGE_MAX_MS,
    maxRequestsPerClient: REQUESTS_PER_CONNECTION_MAX,
    maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** Guarantee: every request goes through the guarded connector, no redirect is followed, no proxy or cookie is used. */
export function createEgressClient(options: EgressClientOptions): EgressClient {
  const connections = options.maxConnectionsPerOrigin ?? CONNECTIONS_PER_ORIGIN_MAX;
  const agent = createAgent(options, connections);
  const gate = new OriginGate(connections);
  const underWay = new Set<Promise<EgressResult>>();

  async function exchange(
    url: URL,
    { method, body, responseBytesMax = options.responseBytesMax, timeoutMs = Infinity, holder = [] }: EgressRequest,
    headers: Record<string, string>,
  ): Promise<EgressResult> {
    const { origin } = url;
    const totalTimeoutMs = Math.min(options.totalTimeoutMs, timeoutMs);
    const askedAt = performance.now();
    if (!(await gate.enter(origin, holder, options.placeTimeoutMs ?? totalTimeoutMs))) {
      return { kind: "busy", problem: NO_PLACE, durationMs: Math.round(performance.now() - askedAt) };
    }
    const limits = { connectTimeoutMs: options.connectTimeoutMs, totalTimeoutMs, responseBytesMax };
    const handler = new Exchange({ ...limits, onFinished: () => gate.leave(origin, holder) });
    const timer = setTimeout(() => handler.expire(), totalTimeoutMs);
    agent.dispatch({ origin, path: url.pathname + url.search, method, headers, body: body ?? null }, handler);
    try {
      return await handler.result;
    } finally {
      clearTimeout(timer);
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
        throw new TypeError(`${JSON.stringify(request.method)} is not a method that can be sent.`);
      }
      const headers = outgoingHeaders(request.headers);
      const parsed = parseDestination(request.url);
      if (!parsed.ok) return { kind: "blocked", problem: parsed.problem, durationMs: 0 };
      return tracked(exchange(parsed.url, request, headers));
    },
    async close() {
      await Promise.all(underWay);
      await agent.destroy();
    },
  };
}
