import { type Socket, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
import type { buildConnector } from "undici";
import type { AddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import { needsOperator } from "./check-url.ts";
import { connectFirst, listFamilies } from "./connect-first.ts";
import type { ResolveHost } from "./dns.ts";
import { EgressError, type ConnectTimings } from "./egress-result.ts";
import { explainCertificate } from "./network-problem.ts";

export type ConnectorOptions = {
  policy: AddressPolicy;
  resolve: ResolveHost;
  connectTimeoutMs: number;
};

/** Notes in `timings` how long each part took, as it ends. */
export type GuardedConnector = (
  target: buildConnector.Options,
  callback: buildConnector.Callback,
  timings?: ConnectTimings,
) => void;

type IsPermitted = (ip: string) => boolean;

/** What of a connection is under way, and its end when the time is over. */
class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #missing = "No connection to the destination";

  constructor(timeoutMs: number) {
    const expire = () => this.#controller.abort(new EgressError("EGRESS_CONNECT_TIMEOUT", this.#missing));
    this.#timer = setTimeout(expire, timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** As the beginning of the sentence that says what was not there in time. */
  waitFor(missing: string): void {
    this.#missing = missing;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * The allowed addresses of the host. The others are never connected to, so a private address beside a public one is of
 * no use to anybody; a name that has no allowed address is refused.
 */
async function allowedAddresses(
  hostname: string,
  resolve: ResolveHost,
  isAllowed: IsPermitted,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const answers = isIP(hostname) === 0 ? await orAborted(resolve(hostname), signal) : [hostname];
  if (answers.length === 0) throw Object.assign(new Error("no address"), { code: "ENODATA" });
  const addresses = answers.filter(isAllowed);
  if (addresses.length === 0) throw new EgressError("EGRESS_BLOCKED");
  return addresses;
}

/** The question goes on for others who ask the same. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** No TLS session is kept: Node does not verify the certificate again when it resumes one. */
function openTls(tcp: Socket, hostname: string, signal: AbortSignal): Promise<Socket> {
  const socket = connectTls({
    socket: tcp,
    host: hostname,
    servername: isIP(hostname) === 0 ? hostname : "",
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: true,
  });
  const explain = explainCertificate(socket);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const onAbort = () => socket.destroy(signal.reason);
  signal.addEventListener("abort", onAbort);
  tcp.on("error", (error) => socket.destroy(error));
  socket.on("error", (error) => reject(explain(error)));
  socket.once("close", () => reject(Object.assign(new Error("closed while connecting"), { code: "ECONNRESET" })));
  socket.once("secureConnect", () => socket.destroyed || resolve(socket));
  return promise.finally(() => signal.removeEventListener("abort", onAbort));
}

async function timed<T>(timings: ConnectTimings, part: keyof ConnectTimings, work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const done = await work;
  timings[part] = performance.now() - startedAt;
  return done;
}

/**
 * The one place where connections are opened. Guarantee: a socket handed to undici is connected to an address the policy
 * allows for this scheme and port, checked after DNS and again on the socket, so no spelling or rebinding gets around it.
 */
export function createGuardedConnector(options: ConnectorOptions): GuardedConnector {
  const { policy, resolve, connectTimeoutMs } = options;

  async function open(
    { protocol, hostname, port }: buildConnector.Options,
    deadline: Deadline,
    timings: ConnectTimings,
  ): Promise<Socket> {
    const { signal } = deadline;
    const isTls = protocol === "https:";
    const isAllowed = needsOperator(protocol, port) ? policy.isOperatorAllowed : policy.isAllowed;
    const isName = isIP(hostname) === 0;
    if (isName) deadline.waitFor("No response from DNS for the host name of the destination");
    const allowed = allowedAddresses(hostname, resolve, isAllowed, signal);
    const addresses = await (isName ? timed(timings, "dnsMs", allowed) : allowed);
    deadline.waitFor(`No connection to the destination over ${listFamilies(addresses)}`);
    const connecting = connectFirst(addresses, Number(port || (isTls ? 443 : 80)), signal);
    const tcp = await timed(timings, "connectMs", connecting);
    if (tcp.remoteAddress === undefined || !isAllowed(tcp.remoteAddress)) {
      tcp.destroy();
      throw new EgressError("EGRESS_BLOCKED");
    }
    if (!isTls) return tcp;
    deadline.waitFor("No TLS connection to the destination");
    return timed(timings, "tlsMs", openTls(tcp, hostname, signal));
  }

  return (target, callback, timings = {}) => {
    const deadline = new Deadline(connectTimeoutMs);
    open(target, deadline, timings)
      .finally(() => deadline.clear())
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
  };
}
