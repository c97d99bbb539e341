import type { AttemptProgress } from "#lib/contracts/attempts.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { isSecretParameter, maskParameters, parseQuery } from "#lib/contracts/query-parameters.ts";
import type { EgressResult } from "#lib/server/egress/egress-client.ts";
import { replaceText } from "#lib/server/runtime/text.ts";
import type { Exchange } from "./outcome.ts";

/** Of each body: an attempt keeps no more bytes. */
const BODY_CHARACTERS_KEPT = 16 * 1024;
const isLong = (body: string) => body.length > BODY_CHARACTERS_KEPT;
const RESPONSE_HEADERS_KEPT = 64;
const RESPONSE_HEADER_CHARACTERS_KEPT = 8 * 1024;

export type ShownRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Lower-case names of headers whose values must not be stored or shown. */
  secretHeaders: ReadonlySet<string>;
  /** Its body is made here, and may carry a credential; a body that is the customer's own is shown as it was signed. */
  hasSecretBody?: boolean;
  /** What an endpoint that repeats its request must not bring into an attempt's details. */
  secretTexts: readonly string[];
};

/**
 * What was sent and answered, without credentials wherever they stand. Masked first and shortened then, so that no half of
 * a secret stays at the place of the cut. For people: what an answer means is read from the answer itself.
 */
export function recordExchange(request: ShownRequest, result: EgressResult): Exchange {
  const answer = result.kind === "response" ? result : NO_ANSWER;
  const isCut = answer.truncated || answer.cut !== undefined;
  const body = maskStart(answer.body, request.secretTexts);
  return {
    request: {
      method: request.method,
      url: maskParameters(request.url, isSecretParameter),
      headers: maskHeaders(request),
      body: maskStart(request.body, request.hasSecretBody === true ? request.secretTexts : []),
    },
    ...(result.kind === "response" ? { statusCode: result.statusCode } : {}),
    headers: keptHeaders(answer.headers, request.secretTexts),
    body: isCut ? maskBeginning(body, request.secretTexts) : body,
    truncated: isCut || isLong(request.body) || isLong(answer.body),
    progress: progressOf(result),
    ...("timings" in result ? { timings: { ...result.timings, totalMs: result.durationMs } } : {}),
  };
}

function progressOf(result: EgressResult): AttemptProgress {
  switch (result.kind) {
    case "response":
      return "answered";
    case "timeout":
      return result.phase === "connect" ? "not_sent" : "sent";
    case "network_error":
      return result.isSent ? "sent" : "not_sent";
    case "blocked":
    case "busy":
      return "not_sent";
  }
}

type Answer = Pick<Extract<EgressResult, { kind: "response" }>, "headers" | "body" | "truncated" | "cut">;
const NO_ANSWER: Answer = { headers: {}, body: "", truncated: false };

function maskHeaders({ headers, secretHeaders }: ShownRequest): Record<string, string> {
  const masked = Object.entries(headers).map(([name, value]) => [
    name,
    secretHeaders.has(name.toLowerCase()) ? maskCredential(value) : value,
  ]);
  return Object.fromEntries(masked);
}

/** The first headers that fit. */
function keptHeaders(headers: Record<string, string>, secrets: readonly string[]): Record<string, string> {
  const kept: [string, string][] = [];
  let characters = 0;
  for (const [name, value] of Object.entries(headers)) {
    const masked = maskTexts(value, secrets);
    characters += name.length + masked.length;
    if (kept.length >= RESPONSE_HEADERS_KEPT || characters > RESPONSE_HEADER_CHARACTERS_KEPT) break;
    kept.push([name, masked]);
  }
  // fromEntries defines own properties, so a header called __proto__ is only a header.
  return Object.fromEntries(kept);
}

/** The scheme of an Authorization header stays readable: "which kind of credential was sent" is half the diagnosis. */
function maskCredential(value: string): string {
  return `${SCHEME.exec(value)?.[0] ?? ""}${SECRET_MASK}`;
}

const SCHEME = /^(Basic|Bearer|Bot) /;

export function maskTexts(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => replaceText(masked, secret, SECRET_MASK), text);
}

/**
 * The beginning of a body, masked. What is cut off is not searched, so a secret that the cut goes through is left out
 * with the characters that it could have.
 */
function maskStart(body: string, secrets: readonly string[]): string {
  const longest = Math.max(0, ...secrets.map(({ length }) => length));
  const start = body.slice(0, BODY_CHARACTERS_KEPT + longest);
  const masked = maskTexts(start, secrets);
  return start.length === body.length ? masked : masked.slice(0, Math.max(0, masked.length - longest));
}

/** Of an answer that ended early: the beginning of a secret at its end, which is no whole secret any more. */
function maskBeginning(text: string, secrets: readonly string[]): string {
  const longest = Math.max(0, ...secrets.map((secret) => longestBeginning(text, secret)));
  return longest === 0 ? text : text.slice(0, -longest) + SECRET_MASK;
}

function longestBeginning(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length >= SECRET_CHARACTERS_MIN; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}

/** Shorter texts are no secrets, and masking them would garble everything. */
const SECRET_CHARACTERS_MIN = 4;
/** What stands in an address may be any word, so only what is too long for one is looked for elsewhere. */
const SECRET_VALUE_CHARACTERS_MIN = 8;

/** The secrets as they are, as they stand in a header, and as they look inside JSON; the longest first. */
export function collectSecretTexts(auth: Record<string, string>, secrets: readonly string[]): string[] {
  const sent = Object.values(auth).map((value) => value.replace(SCHEME, ""));
  const plain = [...sent, ...secrets];
  const all = new Set([...plain, ...plain.map((text) => JSON.stringify(text).slice(1, -1))]);
  return [...all].filter((text) => text.length >= SECRET_CHARACTERS_MIN).toSorted((a, b) => b.length - a.length);
}

/** The secrets in the query of an address, as they stand there and as a receiver reads them. */
export function secretsInQuery(address: string): string[] {
  const secrets = parseQuery(address).filter(({ name }) => isSecretParameter(name));
  const read = [...new URLSearchParams(address.slice(address.indexOf("?") + 1))];
  const values = [
    ...secrets.map(({ value }) => value),
    ...read.flatMap(([name, value]) => (isSecretParameter(name) ? [value] : [])),
  ];
  return [...new Set(values)].filter((value) => value.length >= SECRET_VALUE_CHARACTERS_MIN);
}
