import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import { errors } from "undici";
import { ConnectError } from "./egress-result.ts";

/** The codes of OpenSSL for a chain that ends before a trusted authority. */
const ENDS_EARLY = new Set([
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
]);
const NAME_CHARACTERS_MAX = 100;
const CHAIN_MAX = 20;

/**
 * Names the certificate that a server forgot to send, which is the usual mistake: browsers fetch it by themselves, other
 * clients do not. Call it before the handshake is over, as a refused socket does not know its certificates any more.
 */
export function explainCertificate(socket: TLSSocket): (error: Error) => Error {
  let last: DetailedPeerCertificate | undefined;
  // Not `getPeerX509Certificate`: once it was called, Node's own check of the host name finds no certificate.
  socket.prependOnceListener("secure", () => {
    last = lastInChain(socket.getPeerCertificate(true));
  });
  return (error) => {
    const code = errorCode(error);
    if (code === undefined || !ENDS_EARLY.has(code) || last?.issuer === undefined) return error;
    return new ConnectError(code, incompleteChain(last), error);
  };
}

/** The end of the chain as the server sent it. A root is its own issuer. */
function lastInChain(leaf: DetailedPeerCertificate): DetailedPeerCertificate {
  let last = leaf;
  for (let depth = 0; depth < CHAIN_MAX; depth += 1) {
    // Typed as always there; the last one of an incomplete chain has none.
    const issuer: DetailedPeerCertificate | undefined = last.issuerCertificate;
    if (issuer === undefined || issuer === last) break;
    last = issuer;
  }
  return last;
}

function incompleteChain({ issuer, infoAccess }: DetailedPeerCertificate): string {
  const name = readable(issuer.CN) ?? readable(issuer.O);
  const published = infoAccess?.["CA Issuers - URI"]?.find((address) =>
    /^https?:\/\/[\x21-\x7e]{1,200}$/.test(address),
  );
  return (
    "The TLS certificate chain of the destination is incomplete: the certificate of the issuer" +
    `${name === undefined ? "" : ` “${name}”`} is missing. The server must send its intermediate certificates, too` +
    `${published === undefined ? "" : `; this one is published at ${published}`}. ` +
    "If it does, its authority is not a trusted one."
  );
}

function readable(name: string | string[] | undefined): string | undefined {
  const text = [name ?? []].flat().join(" ").replace(/\p{C}/gu, "").slice(0, NAME_CHARACTERS_MAX);
  return text === "" ? undefined : text;
}

const NOT_TRUSTED = "The TLS certificate of the destination was not issued by a trusted authority.";
const NOT_HTTP = "The destination did not respond with valid HTTP.";
const CLOSED = "The destination closed the connection without a response.";

/** Fixed sentences: Node's own messages contain addresses and ports that the reader has no business knowing. */
const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ["ENOTFOUND", "The host name was not found in DNS."],
  ["ENODATA", "The host name has no address in DNS."],
  ["EAI_AGAIN", "DNS did not answer for the host name."],
  ["EAI_FAIL", "DNS failed for the host name."],
  ["ECONNREFUSED", "The destination refused the connection."],
  ["ECONNRESET", "The destination reset the connection."],
  ["EPIPE", "The destination closed the connection while the request was being sent."],
  ["EHOSTUNREACH", "The destination cannot be reached."],
  ["ENETUNREACH", "The network of the destination cannot be reached."],
  ["EADDRNOTAVAIL", "The network of the destination cannot be reached."],
  ["ETIMEDOUT", "The destination did not accept the connection."],
  ["CERT_HAS_EXPIRED", "The TLS certificate of the destination has expired."],
  ["CERT_NOT_YET_VALID", "The TLS certificate of the destination is not valid yet."],
  ["CERT_REVOKED", "The TLS certificate of the destination was revoked."],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "The TLS certificate of the destination is for another host name."],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "The TLS certificate of the destination is self-signed."],
  ["SELF_SIGNED_CERT_IN_CHAIN", "The TLS certificate chain of the destination contains a self-signed certificate."],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", NOT_TRUSTED],
  ["UNABLE_TO_GET_ISSUER_CERT", NOT_TRUSTED],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", NOT_TRUSTED],
  ["UND_ERR_SOCKET", CLOSED],
  ["EGRESS_INFORMATIONAL_FLOOD", NOT_HTTP],
]);

/** Once the request was sent, the same code means that no answer came. */
const WHEN_SENT: ReadonlyMap<string, string> = new Map([
  ["ECONNRESET", "The destination reset the connection without a response."],
  ["ETIMEDOUT", "The connection to the destination went silent before there was a response."],
]);

const PREFIXES: readonly (readonly [string, string])[] = [
  ["HPE_", NOT_HTTP],
  ["ERR_SSL_", "The TLS handshake with the destination failed."],
  ["ERR_TLS_", "The TLS handshake with the destination failed."],
  ["CERT_", "The TLS certificate of the destination is not valid."],
];

const OTHER_PROBLEM = "The connection to the destination failed.";

export function problemOfCode(code: string | undefined, isSent: boolean): string {
  if (code === undefined) return OTHER_PROBLEM;
  const prefixed = () => PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return (isSent ? WHEN_SENT.get(code) : undefined) ?? PROBLEMS.get(code) ?? prefixed() ?? OTHER_PROBLEM;
}

/** Why there is no answer, for people. `isSent`: there was a connection, and the request went out on it. */
export function networkProblem(error: unknown, isSent: boolean): string {
  return error instanceof ConnectError ? error.problem : problemOfCode(errorCode(error), isSent);
}

export function errorCode(error: unknown): string | undefined {
  // undici 8 leaves the code of its parser errors empty.
  if (error instanceof errors.HTTPParserError) return "HPE_INVALID";
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return undefined;
}
