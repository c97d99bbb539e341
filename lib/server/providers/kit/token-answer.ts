import type { TokenAnswer, TokenGrant, TokenRefusal } from "./oauth-descriptor.ts";

type Json = Readonly<Record<string, unknown>>;

/** How a provider's token endpoint deviates from RFC 6749. */
export type TokenAnswerRules = {
  /** What went wrong, where the answer does not say it in `error` and `error_description`. */
  refusalOf?: (json: Json) => { code: string; message?: string | undefined } | undefined;
  /** Codes beside `invalid_grant` after which only the person who connected can help. */
  final?: readonly string[];
  /** Those of them that say that the access was taken back. */
  revoked?: readonly string[];
};

const NONE: TokenAnswerRules = {};

/** Reads what a token endpoint answered; undefined when it is neither a grant nor a refusal. */
export function tokenReader(rules: TokenAnswerRules = NONE) {
  return (status: number, json: unknown): TokenAnswer | undefined => {
    if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
    const answer: Json = Object.fromEntries(Object.entries(json));
    const refusal = rules.refusalOf?.(answer) ?? standardRefusal(answer);
    if (refusal !== undefined) return { ok: false, refusal: toRefusal(refusal, rules) };
    const grant = status >= 200 && status < 300 ? readGrant(answer) : undefined;
    return grant && { ok: true, grant };
  };
}

function standardRefusal({ error, error_description: message }: Json) {
  if (typeof error !== "string" || error === "") return undefined;
  return { code: error, message: typeof message === "string" ? message : undefined };
}

function toRefusal(
  { code, message }: { code: string; message?: string | undefined },
  { final = [], revoked = [] }: TokenAnswerRules,
): TokenRefusal {
  const isRevoked = revoked.includes(code);
  return { code, message, isFinal: isRevoked || code === "invalid_grant" || final.includes(code), isRevoked };
}

/** It is sent in a header. */
const TOKEN = /^[\x21-\x7e]+$/;

function readGrant(json: Json): TokenGrant | undefined {
  const { access_token: accessToken, refresh_token: refreshToken } = json;
  if (typeof accessToken !== "string" || !TOKEN.test(accessToken)) return undefined;
  return {
    accessToken,
    refreshToken: typeof refreshToken === "string" && refreshToken !== "" ? refreshToken : undefined,
    expiresInSeconds: readExpiresIn(json["expires_in"]),
    scopes: readScopes(json),
  };
}

const YEAR_SECONDS = 31_536_000;

/** Some send it as text, and 0 for tokens without an end. */
function readExpiresIn(expiresIn: unknown): number | undefined {
  const seconds = typeof expiresIn === "string" ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== "number" || !(seconds > 0)) return undefined;
  return Math.min(seconds, YEAR_SECONDS);
}

function readScopes({ scope, scopes }: Json): readonly string[] | undefined {
  if (Array.isArray(scopes)) return scopes.filter((name) => typeof name === "string");
  if (typeof scope !== "string") return undefined;
  const names = scope.split(/[\s,]+/).filter((name) => name !== "");
  return names.length === 0 ? undefined : names;
}
