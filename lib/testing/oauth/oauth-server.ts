import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { interactionPolicy, Provider, type Configuration } from "oidc-provider";
import { requirePort } from "../server/free-port.ts";
import { consentPage, type OAuthAccount } from "./oauth-consent-page.ts";
import { createOAuthStorage, type OAuthStorage } from "./oauth-storage.ts";
import {
  PLAIN,
  varyAnswer,
  varyingConfiguration,
  varyRequest,
  type OAuthVariations,
  type TokenRequest,
} from "./oauth-variations.ts";

/** A call of the provider's API. `account` is whose access token was sent; undefined when it is none, or not any more. */
export type ApiCall = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
  account?: string;
};
export type ApiAnswer = { status: number; headers?: Record<string, string>; body?: unknown };

export type OAuthServerOptions = {
  accounts: readonly OAuthAccount[];
  scopes: readonly string[];
  /** Answers below `apiUrl`. Unless given: `GET /me` is the account, as `{id, label}`; `POST /uninstall` forgets it. */
  api: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>;
  /** 0 unless given: any. */
  port: number;
  /** What was granted; in memory unless given. */
  storage: OAuthStorage;
};

export type OAuthServer = {
  url: string;
  authorizeUrl: string;
  tokenUrl: string;
  revocationUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  accounts: readonly OAuthAccount[];
  /** From now on the server deviates like this; what is not named stays. */
  vary(changes: Partial<OAuthVariations>): void;
  /** What arrived at the token endpoint, newest last. */
  tokenRequests: TokenRequest[];
  /** What was taken back at the revocation endpoint. */
  revoked: { token: string; authorization: string }[];
  /** Whose access token this is, while it works. */
  accountOf(accessToken: string): Promise<string | undefined>;
  /** As if the person had removed the app at the provider: no token of the account works any more. */
  forget(account: string): void;
  close(): Promise<void>;
};

export const OAUTH_ACCOUNTS: readonly OAuthAccount[] = [
  { id: "acct-1", label: "First account" },
  { id: "acct-2", label: "Second account" },
];
export const OAUTH_SCOPES = ["contacts:read", "contacts:write", "lists:read"];

/** Where this server may send people back to: our call-backs on a loopback host. */
const REDIRECT = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\/oauth\/callback\/[a-z_]+$/;

/**
 * A real OAuth 2 server with a consent page (choose an account, agree or refuse), on a loopback port. Clients of its
 * API send the access token as Bearer.
 */
export async function startOAuthServer(given: Partial<OAuthServerOptions> = {}): Promise<OAuthServer> {
  const { accounts = OAUTH_ACCOUNTS, scopes = OAUTH_SCOPES, port = 0, storage = createOAuthStorage() } = given;
  const { api = aboutMe(accounts, storage.revokeAccount) } = given;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${requirePort(server.address())}`;
  const client = { id: `client-${randomBytes(4).toString("hex")}`, secret: randomBytes(24).toString("base64url") };
  let variations = PLAIN;
  const tokenRequests: TokenRequest[] = [];
  const revoked: OAuthServer["revoked"] = [];
  const provider = new Provider(url, {
    ...configuration(client, scopes),
    ...varyingConfiguration(() => variations),
    adapter: storage.adapter,
  });
  provider.use(
    varyAnswer(
      () => variations,
      (request) => tokenRequests.push(request),
    ),
  );
  provider.use(varyRequest(() => variations, scopes));
  provider.use(async (ctx, next) => {
    await next();
    const token = (ctx as { oidc?: { body?: Record<string, string> } }).oidc?.body?.["token"];
    if (ctx.path !== "/revoke" || ctx.status !== 200) return;
    revoked.push({ token: token ?? "", authorization: ctx.get("authorization") });
    await variations.beforeRevocationAnswer();
  });
  const known = await provider.Client.find(client.id);
  if (known === undefined) throw new Error("The client is not registered");
  Object.defineProperties(known, {
    redirectUriAllowed: { value: (uri: string) => REDIRECT.test(uri) },
    clientAuthMethod: { get: () => METHODS[variations.clientAuthentication] },
  });
  const accountOf = async (token: string) => (await provider.AccessToken.find(token))?.accountId;
  serve(server, provider, {
    accounts,
    api,
    accountOf,
    granted: () => variations.grantedScopes,
    isolatesPages: () => variations.isolatesPages,
  });
  return {
    url,
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    revocationUrl: `${url}/revoke`,
    apiUrl: `${url}/api`,
    clientId: client.id,
    clientSecret: client.secret,
    accounts,
    vary: (changes) => {
      variations = { ...variations, ...changes };
    },
    tokenRequests,
    revoked,
    accountOf,
    forget: storage.revokeAccount,
    close: () => closed(server),
  };
}

const METHODS = { basic: "client_secret_basic", body: "client_secret_post" } as const;

function configuration(client: { id: string; secret: string }, scopes: readonly string[]): Configuration {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { Check, Prompt } = interactionPolicy;
  const choice = new Check("nothing_chosen", "Choose an account", ({ oidc }) => oidc.result === undefined);
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: ["http://127.0.0.1/oauth/callback/made_up"],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: METHODS.basic,
        id_token_signed_response_alg: "ES256",
      },
    ],
    clientAuthMethods: Object.values(METHODS),
    scopes: [...scopes],
    responseTypes: ["code"],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "test", alg: "ES256", use: "sig" }] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    routes: { authorization: "/authorize", token: "/token", revocation: "/revoke" },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: {
      policy: [new Prompt({ name: "choice" }, choice)] as never,
      url: (_ctx, { uid }) => `/consent/${uid}`,
    },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    renderError: (ctx, out) => {
      ctx.type = "text";
      ctx.body = `${out.error}: ${out.error_description ?? ""}`;
    },
  };
}

type Serving = Pick<OAuthServerOptions, "accounts" | "api"> & {
  accountOf: OAuthServer["accountOf"];
  granted: () => readonly string[] | undefined;
  isolatesPages: () => boolean;
};

function serve(server: Server, provider: Provider, serving: Serving): void {
  const protocol = provider.callback();
  server.on("request", (request, response) => {
    const path = request.url ?? "/";
    if (serving.isolatesPages()) response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    if (path.startsWith("/consent/")) return void settle(response, consent(provider, serving, request, response));
    if (path.startsWith("/api/")) return void settle(response, callApi(serving, request, response));
    return void protocol(request, response);
  });
}

async function settle(response: ServerResponse, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
  }
}

async function consent(
  provider: Provider,
  { accounts, granted }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { params } = await provider.interactionDetails(request, response);
  const asked = String(params["scope"]);
  if (request.method !== "POST") {
    response.writeHead(200, { "content-type": "text/html" }).end(consentPage(asked, accounts));
    return;
  }
  const form = new URLSearchParams(await readBody(request));
  const accountId = form.get("account") ?? "";
  if (form.get("decision") !== "agree") {
    const refusal = { error: "access_denied", error_description: "The user refused the request" };
    return provider.interactionFinished(request, response, refusal);
  }
  const grant = new provider.Grant({ accountId, clientId: String(params["client_id"]) });
  grant.addOIDCScope(granted()?.join(" ") ?? asked);
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } });
}

async function callApi({ api, accountOf }: Serving, request: IncomingMessage, response: ServerResponse) {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  const account = token === undefined ? undefined : await accountOf(token);
  const { method = "GET", headers, url = "" } = request;
  const call = { method, path: url.slice("/api".length), headers, body: await readBody(request) };
  const answer = await api(account === undefined ? call : { ...call, account });
  response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
  response.end(JSON.stringify(answer.body ?? {}));
}

function aboutMe(accounts: readonly OAuthAccount[], forget: OAuthServer["forget"]): OAuthServerOptions["api"] {
  return ({ method, path, account }) => {
    const me = accounts.find(({ id }) => id === account);
    if (me === undefined) return { status: 401, body: { error: "invalid_token" } };
    if (path === "/uninstall" && method === "POST") forget(me.id);
    return ["/me", "/uninstall"].includes(path) ? { status: 200, body: me } : { status: 404 };
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
