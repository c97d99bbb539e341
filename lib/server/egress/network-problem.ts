import { errors } from "undici";

const CLOSED_EARLY = "The destination closed the connection before the response was complete.";
const NOT_TRUSTED = "The TLS certificate of the destination was not issued by a trusted authority.";
const NOT_HTTP = "The destination did not answer with valid HTTP.";

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
  ["CERT_HAS_EXPIRED", "The TLS certificate of the destination has expired."],
  ["CERT_NOT_YET_VALID", "The TLS certificate of the destination is not valid yet."],
  ["CERT_REVOKED", "The TLS certificate of the destination was revoked."],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "The TLS certificate of the destination is for another host name."],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "The TLS certificate of the destination is self-signed."],
  ["SELF_SIGNED_CERT_IN_CHAIN", "The TLS certificate chain of the destination contains a self-signed certificate."],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", NOT_TRUSTED],
  ["UNABLE_TO_GET_ISSUER_CERT", NOT_TRUSTED],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", NOT_TRUSTED],
  ["UND_ERR_SOCKET", CLOSED_EARLY],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", CLOSED_EARLY],
  ["UND_ERR_HEADERS_OVERFLOW", "The response headers of the destination are too large."],
  ["EGRESS_INFORMATIONAL_FLOOD", NOT_HTTP],
]);

const PREFIXES: readonly (readonly [string, string])[] = [
  ["HPE_", NOT_HTTP],
  ["ERR_SSL_", "The TLS handshake with the destination failed."],
  ["ERR_TLS_", "The TLS handshake with the destination failed."],
  ["CERT_", "The TLS certificate of the destination is not valid."],
];

const OTHER_PROBLEM = "The connection to the destination failed.";

export function networkProblem(code: string | undefined): string {
  if (code === undefined) return OTHER_PROBLEM;
  return PROBLEMS.get(code) ?? PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? OTHER_PROBLEM;
}

/** With several addresses Node reports one error holding one error per address; the first speaks for all. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  // undici 8 leaves the code of its parser errors empty.
  if (error instanceof errors.HTTPParserError) return "HPE_INVALID";
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return undefined;
}
