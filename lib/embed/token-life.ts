function decodePayload(token: string): unknown {
  const payload = token.split(".")[1] ?? "";
  try {
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return undefined;
  }
}

/**
 * The life of a token in milliseconds from `exp - iat`, without verifying it: only the server judges tokens.
 * A difference, so that a client clock that is wrong does not matter. `undefined` for a token that does not say.
 */
export function tokenLifeMs(token: string): number | undefined {
  const payload = decodePayload(token);
  if (typeof payload !== "object" || payload === null || !("exp" in payload) || !("iat" in payload)) return undefined;
  const { exp, iat } = payload;
  if (typeof exp !== "number" || typeof iat !== "number") return undefined;
  const life = (exp - iat) * 1000;
  return life > 0 ? life : undefined;
}
