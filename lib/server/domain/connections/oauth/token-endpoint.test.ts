import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEgressClient, type EgressClient } from "#lib/server/egress/egress-client.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { tokenReader } from "#lib/server/providers/kit/token-answer.ts";
import { startReceiver, type Answer, type Receiver } from "#lib/testing/api/receiver.ts";
import { collectProblems, type Problems } from "#lib/testing/server/problems.ts";
import { resolveEndpoints } from "./endpoints.ts";
import { exchangeCode, refreshGrant, requestRevocation, type OAuthClient } from "./token-endpoint.ts";

const CODE = "planted-code-1";
const VERIFIER = "planted-verifier-1";
const REFRESH = "planted-refresh-1";
const SECRET = "planted secret+1";

let provider: Receiver;
let egress: EgressClient;
let problems: Problems;

beforeEach(async () => {
  provider = await startReceiver();
  egress = createEgressClient({
    allowPrivate: ["127.0.0.0/8"],
    connectTimeoutMs: 1_000,
    totalTimeoutMs: 1_000,
    responseBytesMax: 1_024,
  });
  problems = collectProblems();
});

afterEach(async () => {
  await provider.close();
  await egress.close();
});

const DESCRIPTOR: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://provider.example/authorize",
    tokenUrl: "https://provider.example/api/token",
    revocation: { url: "https://provider.example/api/revoke", token: "refresh", authenticate: "basic" },
  }),
  scopes: [],
  scopesIn: "app",
  scopeSeparator: " ",
  pkce: "S256",
  clientAuthentication: "basic",
  refresh: "refresh_token",
};

function clientOf(oauth: Partial<OAuthDescriptor> = {}, operator: object = {}): OAuthClient {
  return {
    name: "Provider",
    oauth: { ...DESCRIPTOR, ...oauth },
    operator: {
      clientId: "client:1",
      clientSecret: SECRET,
      tokenUrl: `${new URL(provider.url).origin}/proxy/api/token`,
      ...operator,
    },
    options: {},
    egress,
    log: problems.log,
    timeoutMs: 300,
  };
}

const answer = (body: unknown, status = 200): Answer => ({ status, body: JSON.stringify(body) });
const exchange = (client: OAuthClient) =>
  exchangeCode(client, { code: CODE, redirectUri: "https://us.example/callback", verifier: VERIFIER });
const sentForm = () => Object.fromEntries(new URLSearchParams(provider.received.at(-1)?.body));
const basicOf = (header = "") => Buffer.from(header.replace("Basic ", ""), "base64").toString();

function expectNoSecrets(value: unknown): void {
  const shown = JSON.stringify(value) + problems.lines.join("\n");
  for (const secret of [CODE, VERIFIER, REFRESH, SECRET, encodeURIComponent(SECRET)]) {
    expect(shown).not.toContain(secret);
  }
}

describe("the exchange of a code", () => {
  it("sends code, address and verifier as a form, with the client in Basic, encoded as RFC 6749 asks", async () => {
    provider.behave(() => answer({ access_token: "at", refresh_token: "rt", expires_in: 3599, scope: "a b" }));
    const granted = await exchange(clientOf());
    expect(granted, JSON.stringify(granted)).toMatchObject({
      ok: true,
      value: {
        grant: { accessToken: "at", refreshToken: "rt", expiresInSeconds: 3599, scopes: ["a", "b"] },
        captured: { ok: true, value: {} },
      },
    });
    const [request] = provider.received;
    expect(request).toMatchObject({
      method: "POST",
      path: "/proxy/api/token",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    });
    expect(basicOf(request?.headers.authorization)).toBe("client%3A1:planted+secret%2B1");
    expect(sentForm()).toEqual({
      grant_type: "authorization_code",
      code: CODE,
      redirect_uri: "https://us.example/callback",
      code_verifier: VERIFIER,
    });
  });

  it("sends the client in the body where the provider wants it there", async () => {
    provider.behave(() => answer({ access_token: "at" }));
    await exchange(clientOf({ clientAuthentication: "body" }));
    expect(provider.received[0]?.headers.authorization).toBeUndefined();
    expect(sentForm()).toMatchObject({ client_id: "client:1", client_secret: SECRET });
  });

  it("reads comma scopes, lists of scopes, lives as text, and answers without a life", async () => {
    for (const [body, grant] of [
      [{ scope: "chat:write,channels:read" }, { scopes: ["chat:write", "channels:read"] }],
      [
        { scopes: ["oauth", "crm"], expires_in: "1800" },
        { scopes: ["oauth", "crm"], expiresInSeconds: 1800 },
      ],
      [{ expires_in: 0 }, { expiresInSeconds: undefined, scopes: undefined, refreshToken: undefined }],
    ]) {
      provider.behave(() => answer({ access_token: "at", ...body }));
      expect(await exchange(clientOf())).toMatchObject({ ok: true, value: { grant } });
    }
  });

  it("gives what the answer says about the account, or why that must not be used, beside the tokens", async () => {
    provider.behave(() => answer({ access_token: "at", instance_url: "https://evil.example" }));
    const refusal = { ok: false as const, fault: { class: "invalid" as const, message: "Not an address of theirs" } };
    const granted = await exchange(clientOf({ capture: () => refusal }));
    expect(granted).toMatchObject({ ok: true, value: { grant: { accessToken: "at" }, captured: refusal } });
  });
});

describe("a refusal of the token endpoint", () => {
  it("invalid_grant is final, and the provider's words carry no secret on", async () => {
    provider.behave(() => answer({ error: "invalid_grant", error_description: `bad token ${REFRESH}` }, 400));
    const refused = await refreshGrant(clientOf(), REFRESH);
    expect(refused).toMatchObject({ ok: false, fault: { class: "auth_failed", code: "invalid_grant" } });
    expectNoSecrets(refused);
    expect(problems.lines).toEqual([]);
  });

  it("of this server's client is the operator's: it may pass, and stands in the log as an error", async () => {
    provider.behave(() => answer({ error: "invalid_client", error_description: `secret ${SECRET} is wrong` }, 401));
    const refused = await refreshGrant(clientOf(), REFRESH);
    expect(refused).toMatchObject({ ok: false, fault: { class: "transient", code: "invalid_client" } });
    expect(problems.lines.join()).toContain("does not accept this server's OAuth client");
    expectNoSecrets(refused);
  });

  it("with 200 and ok:false is read by the descriptor", async () => {
    const readTokens = tokenReader({
      refusalOf: ({ ok, error }) => (ok === false ? { code: String(error) } : undefined),
      final: ["invalid_refresh_token"],
      revoked: ["token_revoked"],
    });
    for (const [error, faultClass] of [
      ["invalid_refresh_token", "auth_failed"],
      ["token_revoked", "auth_revoked"],
      ["ratelimited", "transient"],
    ]) {
      provider.behave(() => answer({ ok: false, error }));
      const refused = await refreshGrant(clientOf({ readTokens }), REFRESH);
      expect(refused).toMatchObject({ ok: false, fault: { class: faultClass, code: error } });
    }
  });

  it("of a client that is not configured asks nobody", async () => {
    const refused = await refreshGrant(clientOf({}, { clientSecret: undefined }), REFRESH);
    expect(refused).toMatchObject({ ok: false, fault: { class: "transient", code: "not_configured" } });
    expect(provider.received).toEqual([]);
  });
});

describe("what passes is never taken for a refusal", () => {
  const PASSING: Record<string, [Answer | "hang" | "drop", object]> = {
    "a server error, also one that says invalid_grant": [answer({ error: "invalid_grant" }, 503), { statusCode: 503 }],
    "too many requests": [
      { status: 429, headers: { "retry-after": "7" } },
      { class: "rate_limited", retryAfterMs: 7_000 },
    ],
    "broken JSON": [{ status: 400, body: '{"error":"invalid_gr' }, { statusCode: 400 }],
    "a page of a proxy": [{ status: 403, body: "<html>invalid_grant</html>" }, { statusCode: 403 }],
    "a success without a token": [answer({ token_type: "bearer" }), { statusCode: 200 }],
    "a token that fits in no header": [answer({ access_token: "a\r\nb" }), { statusCode: 200 }],
    "a redirect": [{ status: 302, headers: { location: "https://elsewhere.example" } }, { statusCode: 302 }],
    "an endless answer": [{ status: 200, body: "x".repeat(70_000) }, { statusCode: 200 }],
    silence: ["hang", { transport: "timeout" }],
    "a broken connection": ["drop", { transport: "network" }],
  };

  it.each(Object.keys(PASSING))("%s", async (name) => {
    const [sent, fault] = PASSING[name] ?? [];
    provider.behave(() => sent ?? "drop");
    const refused = await refreshGrant(clientOf(), REFRESH);
    expect(refused).toMatchObject({ ok: false, fault: { class: "transient", ...fault } });
    expect(refused).not.toMatchObject({ fault: { isAmbiguous: true } });
    expectNoSecrets(refused);
  });
});

describe("taking a grant back", () => {
  it("posts the token beside the token endpoint, also when that is elsewhere", async () => {
    expect(await requestRevocation(clientOf(), { accessToken: "at", refreshToken: REFRESH })).toMatchObject({
      ok: true,
    });
    expect(provider.received[0]).toMatchObject({ method: "POST", path: "/proxy/api/revoke" });
    expect(basicOf(provider.received[0]?.headers.authorization)).toMatch(/^client%3A1:/);
    expect(sentForm()).toEqual({ token: REFRESH, token_type_hint: "refresh_token" });
  });

  it("signs with the token itself where that is the way, and is done when the token is dead already", async () => {
    const endpoints = () => ({
      ...DESCRIPTOR.endpoints({}),
      revocation: {
        url: "https://provider.example/api/uninstall",
        token: "access" as const,
        authenticate: "bearer" as const,
      },
    });
    provider.behave(() => ({ status: 401 }));
    const revoked = await requestRevocation(clientOf({ endpoints }), { accessToken: "at", refreshToken: undefined });
    expect(revoked).toMatchObject({ ok: true });
    expect(provider.received[0]).toMatchObject({ headers: { authorization: "Bearer at" }, body: "" });
  });

  it("says that it failed, and asks nobody when there is nothing to name", async () => {
    provider.behave(() => ({ status: 500 }));
    expect(await requestRevocation(clientOf(), { accessToken: "at", refreshToken: REFRESH })).toMatchObject({
      ok: false,
    });
    expect(await requestRevocation(clientOf(), { accessToken: "at", refreshToken: undefined })).toMatchObject({
      ok: true,
    });
    expect(provider.received).toHaveLength(1);
  });
});

describe("the operator's addresses", () => {
  it("leave a revocation on another host where it is", () => {
    const endpoints = () => ({
      authorizeUrl: "https://app.example/authorize",
      tokenUrl: "https://api.example/token",
      revocation: { url: "https://other.example/revoke", token: "access" as const, authenticate: "body" as const },
    });
    const operator = { tokenUrl: "http://127.0.0.1:9/t", authorizeUrl: "http://127.0.0.1:9/a" };
    expect(resolveEndpoints({ endpoints }, operator, {})).toMatchObject({
      authorizeUrl: "http://127.0.0.1:9/a",
      tokenUrl: "http://127.0.0.1:9/t",
      revocation: { url: "https://other.example/revoke" },
    });
    expect(resolveEndpoints({ endpoints }, {}, {})).toEqual(endpoints());
  });
});
