import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import type { Access } from "./access.ts";
import type { Loaded } from "./fault.ts";

/**
 * `unlocks`: what does not work without it, in words for the person who left it out. `otherNames` grant the same, such
 * as those that older apps of the provider have.
 */
export type OAuthScope = { name: string; unlocks: string; isOptional?: boolean; otherNames?: readonly string[] };

/** What a token endpoint answered. Times are what the provider said; undefined when it said nothing. */
export type TokenGrant = {
  accessToken: string;
  refreshToken: string | undefined;
  expiresInSeconds: number | undefined;
  /** Undefined when the answer does not name them: then what was asked for was granted (RFC 6749, 5.1). */
  scopes: readonly string[] | undefined;
};

/**
 * The token endpoint refused. `isFinal`: no use to try again with this code or refresh token. `isRevoked`: because the
 * access was taken back. What is not final is the operator's to mend (a wrong client secret) or passes.
 */
export type TokenRefusal = { code: string; message: string | undefined; isFinal: boolean; isRevoked?: boolean };
export type TokenAnswer = { ok: true; grant: TokenGrant } | { ok: false; refusal: TokenRefusal };

/** How to take a grant back: one form post to the provider. */
export type Revocation = {
  /** On the host of the token endpoint it follows `MESHES_PROVIDER_<TYPE>_TOKEN_URL` to another one. */
  url: string;
  /** Which token is named in the form, or sent as Bearer; nothing is posted when there is none. */
  token: "access" | "refresh";
  authenticate: "basic" | "body" | "bearer" | "none";
  /** Whether the grant is gone, for answers that say it otherwise than by a status of 2xx. */
  isDone?: (status: number, json: unknown) => boolean;
};

/**
 * How people connect an account by OAuth 2 (authorization code, confidential client). Data where data will do; the
 * functions are for providers that deviate. Sources stand in each destination's own file.
 */
export type OAuthDescriptor = {
  /** The addresses, for the options that were chosen before consent. */
  endpoints: (options: Readonly<Record<string, string>>) => {
    authorizeUrl: string;
    tokenUrl: string;
    revocation?: Revocation;
  };
  /** Choices that must be made before the consent page opens (a login host). */
  options?: readonly AuthenticationField[];
  scopes: readonly OAuthScope[];
  /** `app`: scopes are set at the provider's app and not sent. */
  scopesIn: "request" | "app";
  scopeSeparator: " " | ",";
  authorizeParams?: Readonly<Record<string, string>>;
  pkce: "S256" | "none";
  clientAuthentication: "basic" | "body";
  /** `none`: access tokens do not expire, or are not needed after the consent. */
  refresh: "refresh_token" | "none";
  /** Refresh tokens that die unused are used at least this often. */
  idleRefreshMs?: number;
  /**
   * For answers that deviate from RFC 6749: `tokenReader({...})` of token-answer.ts. Undefined for what cannot be
   * understood. Never asked about 408, 425, 429, 5xx or what is not JSON: those pass.
   */
  readTokens?: (status: number, json: unknown) => TokenAnswer | undefined;
  /**
   * What the token answer says about the account and where its API is; kept in the connection's metadata. Also asked
   * when a token is renewed: then what is missing, or refused, stays as it was.
   */
  capture?: (json: unknown) => Loaded<Record<string, unknown>>;
  /** Beside the revocation, for instance leaving a server. Called before it, with the connection's access. */
  onDisconnect?: (access: Access) => Promise<Loaded<undefined>>;
  /**
   * For providers that tell the call-back address (DELETE, with the client's own credentials as Basic) that somebody has
   * removed the app: which of the connection's metadata names the connections that are meant; undefined when the body is
   * no such notice.
   */
  readUninstall?: (json: unknown) => Record<string, unknown> | undefined;
};
