import { type Socket, connect, isIPv6 } from "node:net";
import { ConnectError } from "./egress-result.ts";
import { errorCode, problemOfCode } from "./network-problem.ts";

/** RFC 8305, section 5: the next address is tried beside the one before, and not instead of it. */
const ATTEMPT_DELAY_MS = 250;
/** More addresses than a name has in good faith; an answer may hold hundreds. */
const ADDRESSES_MAX = 10;

type Family = "IPv4" | "IPv6";
type OpenTcp = (ip: string, port: number) => Socket;
type Failure = { family: Family; code: string };

function openTcp(ip: string, port: number): Socket {
  return connect({ host: ip, port, noDelay: true });
}

function addressFamily(ip: string): Family {
  return isIPv6(ip) ? "IPv6" : "IPv4";
}

/** "IPv6", "IPv4" or "IPv6 and IPv4", as these addresses are. */
export function listFamilies(addresses: readonly string[]): string {
  return [...new Set(inOrder(addresses).map(addressFamily))].join(" and ");
}

/**
 * A TCP connection to the address that answers first (Happy Eyeballs, RFC 8305): IPv6 and IPv4 in turn, each with a
 * short head start before the next. Rejects with what the addresses failed of when all have, or with the signal's reason.
 */
export function connectFirst(
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
  open: OpenTcp = openTcp,
): Promise<Socket> {
  const waiting = inOrder(addresses);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const trying = new Set<Socket>();
  const failures: Failure[] = [];
  let timer: NodeJS.Timeout | undefined;

  let isOver = false;
  function end(winner?: Socket): void {
    isOver = true;
    clearTimeout(timer);
    waiting.length = 0;
    signal.removeEventListener("abort", onAbort);
    for (const socket of trying) if (socket !== winner) socket.destroy();
  }
  function onAbort(): void {
    end();
    reject(signal.reason);
  }
  function tryNext(): void {
    clearTimeout(timer);
    const ip = waiting.shift();
    if (ip === undefined) return;
    const socket = open(ip, port);
    trying.add(socket);
    socket.once("connect", () => {
      if (isOver) return;
      end(socket);
      resolve(socket);
    });
    // It stays for good: an error between here and the next owner of the socket must not be nobody's.
    socket.on("error", (error) => {
      if (isOver) return;
      trying.delete(socket);
      failures.push({ family: addressFamily(ip), code: errorCode(error) ?? "ECONNFAILED" });
      if (waiting.length > 0) return tryNext();
      if (trying.size > 0) return;
      end();
      reject(connectError(failures));
    });
    if (waiting.length > 0) timer = setTimeout(tryNext, ATTEMPT_DELAY_MS);
  }

  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  else tryNext();
  return promise;
}

/** The families in turn, IPv6 first; within a family as DNS answered. */
function inOrder(addresses: readonly string[]): string[] {
  const v6 = addresses.filter((ip) => isIPv6(ip));
  const v4 = addresses.filter((ip) => !isIPv6(ip));
  const turns = Array.from({ length: Math.max(v6.length, v4.length) }, (_, turn) => [v6[turn], v4[turn]]);
  return turns
    .flat()
    .filter((ip) => ip !== undefined)
    .slice(0, ADDRESSES_MAX);
}

/** One sentence for each different failure, with the families that it befell. */
function connectError(failures: readonly Failure[]): ConnectError {
  const codes = [...new Set(failures.map(({ code }) => code))];
  const sentences = codes.map((code) => {
    const families = new Set(failures.filter((failure) => failure.code === code).map(({ family }) => family));
    return problemOfCode(code, false).replace(/\.$/, ` (${[...families].join(" and ")}).`);
  });
  return new ConnectError(codes[0] ?? "ECONNFAILED", sentences.join(" "), failures);
}
