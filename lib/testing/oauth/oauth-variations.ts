import type { Configuration } from "oidc-provider";

type Provider = import("oidc-provider").default;
type Middleware = Parameters<Provider["use"]>[0];

/** How a provider deviates from the plain protocol. */
export type OAuthVariations = {
  clientAuthentication: "basic" | "body";
  /** Between scopes, in the request and in the answer. */
  scopeSeparator: " " | ",";
  pkce: "optional" | "required" | "refused";
  /** `slack`: failures are 200 with `ok: false`, and the answer names the team. */
  tokenBody: "standard" | "slack";
  /** `never`: access tokens do not expire. `unsaid`: they do, and the answer does not say when. */
  expiresIn: number | "never" | { unsaid: number };
  hasRefreshToken: boolean;
  /** Each refresh token works once, and using one again ends the whole grant. */
  isRotating: boolean;
  /** What the person grants of what is asked for; all unless given. */
  grantedScopes: readonly string[] | undefined;
  /** Whether the answer names the scopes. */
  namesScopes: boolean;
  /** Further fields of the token answer (`instance_url`, `api_domain`). */
  tokenFields: Readonly<Record<string, unknown>>;
  /** Whether its pages cut themselves off from the window that opened them (Cross-Origin-Opener-Policy). */
  isolatesPages: boolean;
  /** Runs when tokens are issued, before they are answered: what happens in between is up to the test. */
  beforeTokenAnswer: (grantType: string) => Promise<void> | void;
  /** Runs before a revocation is answered. */
  beforeRevocationAnswer: () => Promise<void> | void;
};

export const PLAIN: OAuthVariations = {
  clientAuthentication: "basic",
  scopeSeparator: " ",
  pkce: "optional",
  tokenBody: "standard",
  expiresIn: 3600,
  hasRefreshToken: true,
  isRotating: false,
  grantedScopes: undefined,
  namesScopes: true,
  tokenFields: {},
  isolatesPages: false,
  beforeTokenAnswer: () => {},
  beforeRevocationAnswer: () => {},
};

const DAY_S = 86_400;
const CENTURY_S = 100 * 365 * DAY_S;

function expirySeconds({ expiresIn }: OAuthVariations): number {
  if (expiresIn === "never") return CENTURY_S;
  return typeof expiresIn === "number" ? expiresIn : expiresIn.unsaid;
}

/** The parts of the server's configuration that follow the variations of the moment. */
export function varyingConfiguration(of: () => OAuthVariations): Configuration {
  return {
    expiresWithSession: () => false,
    pkce: { required: () => of().pkce === "required" },
    rotateRefreshToken: () => of().isRotating,
    issueRefreshToken: async () => of().hasRefreshToken,
    ttl: {
      AccessToken: () => expirySeconds(of()),
      AuthorizationCode: 60,
      Grant: DAY_S,
      Interaction: DAY_S,
      RefreshToken: DAY_S,
      Session: DAY_S,
    },
  };
}

/** Requests in the provider's spelling, before the server sees them. */
export function varyRequest(of: () => OAuthVariations, allScopes: readonly string[]): Middleware {
  return async (ctx, next) => {
    if (ctx.path === "/token" || ctx.path === "/revoke") return requireClient(ctx, next, of());
    // Everybody chooses an account each time: whoever was here before is forgotten.
    if (ctx.path.startsWith("/authorize")) ctx.req.headers.cookie = withoutSession(ctx.get("cookie"));
    if (ctx.path !== "/authorize") return next();
    const { scope = allScopes.join(of().scopeSeparator), ...query } = ctx.query;
    if (of().pkce === "refused" && query["code_challenge"] !== undefined) {
      ctx.status = 400;
      ctx.body = "PKCE is not for confidential clients";
      return undefined;
    }
    ctx.query = { ...query, scope: String(scope).split(of().scopeSeparator).join(" ") };
    return next();
  };
}

function withoutSession(cookies: string): string {
  return cookies
    .split("; ")
    .filter((cookie) => !cookie.startsWith("_session"))
    .join("; ");
}

/** The server itself takes client credentials in either place. */
const requireClient: (...given: [...Parameters<Middleware>, OAuthVariations]) => unknown = (ctx, next, variations) => {
  const isBasic = ctx.get("authorization").startsWith("Basic ");
  if (isBasic === (variations.clientAuthentication === "basic")) return next();
  ctx.status = 401;
  ctx.body = { error: "invalid_client", error_description: "client authentication in the wrong place" };
  return undefined;
};

/** Token answers in the provider's spelling. */
export function varyAnswer(of: () => OAuthVariations, onRequest: (request: TokenRequest) => void): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.path !== "/token") return;
    const form = { ...(ctx as { oidc?: { body?: Record<string, string> } }).oidc?.body };
    onRequest({ authorization: ctx.get("authorization"), form, status: ctx.status });
    const variations = of();
    if (ctx.status === 200) await variations.beforeTokenAnswer(form["grant_type"] ?? "");
    const body = spell(ctx.body as Record<string, unknown>, ctx.status === 200, variations);
    ctx.body = variations.tokenBody === "slack" ? asSlack(body, ctx.status === 200, form) : body;
    if (variations.tokenBody === "slack") ctx.status = 200;
  };
}

export type TokenRequest = { authorization: string; form: Record<string, string>; status: number };

function spell(body: Record<string, unknown>, isOk: boolean, variations: OAuthVariations): Record<string, unknown> {
  if (!isOk) return body;
  const { expires_in: seconds, scope, ...rest } = body;
  const separated = String(scope).split(" ").join(variations.scopeSeparator);
  return {
    ...rest,
    ...(typeof variations.expiresIn === "number" ? { expires_in: seconds } : {}),
    ...(variations.namesScopes ? { scope: separated } : {}),
    ...variations.tokenFields,
  };
}

/** Slack's codes for what RFC 6749 calls otherwise. */
const SLACK_CODES: Readonly<Record<string, string>> = { invalid_client: "bad_client_secret" };

function asSlack(body: Record<string, unknown>, isOk: boolean, form: Record<string, string>): unknown {
  if (!isOk) {
    const code = form["grant_type"] === "refresh_token" ? "invalid_refresh_token" : "invalid_code";
    return { ok: false, error: SLACK_CODES[String(body["error"])] ?? code };
  }
  const team = { id: "T0MADEUP", name: "Made-up team" };
  return { ok: true, app_id: "A0MADEUP", bot_user_id: "B0MADEUP", team, ...body, token_type: "bot" };
}
