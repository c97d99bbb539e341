const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that decide framing, routing or the connection itself; the client sets what is needed. */
const RESERVED = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Why this header cannot be sent, in words for the person who configured it; null when it can. */
export function headerProblem(name: string, value: string): string | null {
  if (!HEADER_NAME.test(name)) return `${JSON.stringify(name)} is not a valid header name.`;
  if (RESERVED.has(name.toLowerCase())) return `The header ${name} is set by the sender and cannot be changed.`;
  if (!HEADER_VALUE.test(value)) return `The value of the header ${name} contains characters that HTTP does not allow.`;
  return null;
}

/**
 * Throws TypeError for a header that `headerProblem` refuses: settings are checked when they are saved, so here it is a
 * bug. `identity` keeps compressed bodies away: nothing is ever decompressed, hence no decompression bombs.
 */
export function outgoingHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const problem = headerProblem(name, value);
    if (problem !== null) throw new TypeError(problem);
    if (name.toLowerCase() !== "accept-encoding") sent[name] = value;
  }
  sent["accept-encoding"] = "identity";
  return sent;
}
