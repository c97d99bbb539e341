import { jwtVerify, SignJWT, type JWTPayload } from "jose";
import { clock } from "#lib/server/runtime/clock.ts";
import type { KeyRing } from "#lib/server/runtime/sealed-secrets.ts";

export type TokenAudience = "meshes-embed" | "meshes-launch";

export type TokenClaims = { sessionId: string; version: number; expiresAt: Date };

export type TokenSigner = {
  sign(audience: TokenAudience, claims: TokenClaims): Promise<string>;
  /** The claims, or why there are none. `expired` is told apart because an expired launch still names its session. */
  verify(audience: TokenAudience, token: string): Promise<TokenResult>;
};

export type TokenResult = { kind: "valid" | "expired"; claims: TokenClaims } | { kind: "invalid" };

/** The server's own HS256 tokens. `kid` names the key, so keys rotate while old tokens are still valid. */
export function createTokenSigner(keys: KeyRing, now: () => Date = clock.now): TokenSigner {
  return {
    sign: (audience, claims) =>
      new SignJWT({ ver: claims.version })
        .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: keys.current.id })
        .setAudience(audience)
        .setSubject(claims.sessionId)
        .setIssuedAt(now())
        .setExpirationTime(claims.expiresAt)
        .sign(keys.current.key),
    verify: async (audience, token) => {
      try {
        // Expiry is judged below, by the same clock that signs.
        const { payload } = await jwtVerify(token, (header) => requireKey(keys, header.kid), {
          algorithms: ["HS256"],
          audience,
          currentDate: new Date(0),
        });
        return checkClaims(payload, now());
      } catch {
        return { kind: "invalid" };
      }
    },
  };
}

function checkClaims(payload: JWTPayload, now: Date): TokenResult {
  const { sub, exp, ver } = { sub: payload.sub, exp: payload.exp, ver: payload["ver"] };
  if (sub === undefined || exp === undefined || typeof ver !== "number") return { kind: "invalid" };
  const claims = { sessionId: sub, version: ver, expiresAt: new Date(exp * 1000) };
  return { kind: claims.expiresAt > now ? "valid" : "expired", claims };
}

function requireKey(keys: KeyRing, kid: string | undefined): Uint8Array {
  const key = kid === undefined ? undefined : keys.byId.get(kid);
  if (key === undefined) throw new Error("Unknown signing key");
  return key;
}
