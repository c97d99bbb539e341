import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import { ConnectError } from "./egress-error.ts";
import { errorCode } from "./network-problem.ts";

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
