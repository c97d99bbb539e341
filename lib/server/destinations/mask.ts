import { SECRET_MASK } from "../../contracts/constants.ts";
import type { EgressResult } from "../egress/egress-client.ts";
import type { Exchange } from "./outcome.ts";
import { replaceText } from "./replace-text.ts";

/** Of each body: an attempt keeps no more bytes. */
const BODY_CHARACTERS_KEPT = 16 * 1024;
const isLong = (body: string) => body.length > BODY_CHARACTERS_KEPT;

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

/** What was sent and answered, without credentials wherever they stand. */
export function exchangeOf(request: ShownRequest, result: EgressResult): Exchange {
  const answer = result.kind === "response" ? result : NO_ANSWER;
  const mask = (text: string) => maskTexts(text, request.secretTexts);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    request.secretHeaders.has(name.toLowerCase()) ? maskCredential(value) : value,
  ]);
  return {
    request: {
      method: request.method,
      url: maskQuery(request.url),
      headers: Object.fromEntries(headers),
      body: maskStart(request.body, request.hasSecretBody === true ? request.secretTexts : []),
    },
    ...(result.kind === "response" ? { statusCode: result.statusCode } : {}),
    headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, mask(value)])),
    body: maskStart(answer.body, request.secretTexts),
    truncated: answer.truncated || isLong(request.body) || isLong(answer.body),
  };
}

const NO_ANSWER: Pick<Exchange, "headers" | "body" | "truncated"> = { headers: {}, body: "", truncated: false };

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

const SECRET_PARAMETER = /token|secret|key|auth|signature|password|credential|sig$/i;

/** Addresses often carry a credential in their query. */
function maskQuery(address: string): string {
  const url = new URL(address);
  const secret = [...url.searchParams.keys()].filter((name) => SECRET_PARAMETER.test(name));
  if (secret.length === 0) return address;
  for (const name of secret) url.searchParams.set(name, SECRET_MASK);
  return decodeURI(url.href);
}

/** Shorter texts are no secrets, and masking them would garble everything. */
const SECRET_CHARACTERS_MIN = 4;

/** The secrets as they are, as they stand in a header, and as they look inside JSON; the longest first. */
export function secretTextsOf(auth: Record<string, string>, secrets: readonly string[]): string[] {
  const sent = Object.values(auth).map((value) => value.replace(SCHEME, ""));
  const plain = [...sent, ...secrets];
  const all = new Set([...plain, ...plain.map((text) => JSON.stringify(text).slice(1, -1))]);
  return [...all].filter((text) => text.length >= SECRET_CHARACTERS_MIN).toSorted((a, b) => b.length - a.length);
}
