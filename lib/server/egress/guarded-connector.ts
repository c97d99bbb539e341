import { connect as connectTcp, isIP } from "node:net";
import type { LookupFunction, Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { buildConnector } from "undici";
import type { AddressPolicy } from "./address-policy.ts";
import { needsOperator } from "./check-url.ts";
import { EgressError } from "./egress-error.ts";
import type { ResolveHost } from "./resolve-host.ts";

export type ConnectorOptions = {
  policy: AddressPolicy;
  resolve: ResolveHost;
  publicPorts: readonly number[];
  connectTimeoutMs: number;
};

type Judge = (ip: string) => boolean;

/** One refused answer refuses the name: a mixed answer is how rebinding hides a private address behind a public one. */
async function resolveChecked(hostname: string, resolve: ResolveHost, isAllowed: Judge): Promise<readonly string[]> {
  const answers = await resolve(hostname);
  if (answers.length === 0) throw Object.assign(new Error("no address"), { code: "ENODATA" });
  // The two answers for localhost are constants, so an operator who allows only one of them gets that one.
  const addresses = hostname === "localhost" ? answers.filter(isAllowed) : answers;
  if (addresses.length === 0 || !addresses.every(isAllowed)) throw new EgressError("EGRESS_BLOCKED");
  return addresses;
}

function guardedLookup(resolve: ResolveHost, isAllowed: Judge): LookupFunction {
  return (hostname, options, callback) => {
    resolveChecked(hostname, resolve, isAllowed).then(
      (addresses) => {
        const answers = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = answers;
        if (options.all === true || first === undefined) callback(null, answers);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}

function openSocket(target: buildConnector.Options, lookup: LookupFunction): Socket {
  const host = target.hostname;
  if (target.protocol !== "https:") return connectTcp({ host, port: Number(target.port || 80), lookup, noDelay: true });
  // No TLS session is kept: Node does not verify the certificate again when it resumes one.
  const socket = connectTls({
    host,
    port: Number(target.port || 443),
    lookup,
    servername: isIP(host) === 0 ? host : "",
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: true,
  });
  return socket.setNoDelay(true);
}

/** Settles once, whichever of ready, error, close or the deadline comes first. The deadline covers DNS, TCP and TLS. */
function whenReady(socket: Socket, event: string, timeoutMs: number, callback: buildConnector.Callback): void {
  let isSettled = false;
  const settle = (error: Error | null) => {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(timer);
    if (error === null) callback(null, socket);
    else callback(error, null);
  };
  const timer = setTimeout(() => socket.destroy(new EgressError("EGRESS_CONNECT_TIMEOUT")), timeoutMs);
  // A refused remote address destroys the socket in the same event; its error follows.
  socket.once(event, () => socket.destroyed || settle(null));
  socket.on("error", settle);
  socket.once("close", () => settle(Object.assign(new Error("closed while connecting"), { code: "ECONNRESET" })));
}

/**
 * The one place where connections are opened. Guarantee: a socket handed to undici is connected to an address the policy
 * allows for this scheme and port, checked after DNS and again on the socket, so no spelling or rebinding gets around it.
 */
export function createGuardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { policy, resolve, publicPorts, connectTimeoutMs } = options;
  return (target, callback) => {
    const isStrict = needsOperator(target.protocol, target.port, publicPorts);
    const isAllowed: Judge = isStrict ? policy.isOperatorAllowed : policy.isAllowed;
    // Node does not call the lookup hook for IP literals, so they are judged here.
    if (isIP(target.hostname) !== 0 && !isAllowed(target.hostname)) {
      callback(new EgressError("EGRESS_BLOCKED"), null);
      return;
    }
    const socket = openSocket(target, guardedLookup(resolve, isAllowed));
    socket.prependOnceListener("connect", () => {
      const { remoteAddress } = socket;
      if (remoteAddress !== undefined && !isAllowed(remoteAddress)) socket.destroy(new EgressError("EGRESS_BLOCKED"));
    });
    whenReady(socket, target.protocol === "https:" ? "secureConnect" : "connect", connectTimeoutMs, callback);
  };
}
