import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBrowser } from "./browser.ts";
import { startOAuthServer, type OAuthServer } from "./oauth-server.ts";
import { PLAIN } from "./oauth-variations.ts";

let server: OAuthServer;
const REDIRECT = "http://127.0.0.1:1/oauth/callback/made_up";

beforeAll(async () => {
  server = await startOAuthServer();
});
beforeEach(() => server.vary(PLAIN));
afterAll(() => server.close());

/** The parameters that the provider sends people back with. */
async function agree(query: Record<string, string> = {}, form: Record<string, string> = {}): Promise<URLSearchParams> {
  const browser = createBrowser();
  const asked = { client_id: server.clientId, response_type: "code", redirect_uri: REDIRECT, state: "s", ...query };
  const page = await browser.open(`${server.authorizeUrl}?${new URLSearchParams(asked).toString()}`);
  expect(page.text).toContain("Agree");
  const done = await browser.open(page.url, {
    form: { account: "acct-1", decision: "agree", ...form },
    stopAt: (url) => url.startsWith(REDIRECT),
  });
  return new URL(done.url).searchParams;
}

async function post(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
  const credentials = Buffer.from(`${server.clientId}:${server.clientSecret}`).toString("base64");
  const response = await fetch(server.tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function tokens(query: Record<string, string> = {}, form: Record<string, string> = {}) {
  const code = (await agree(query, form)).get("code") ?? "";
  return post({ grant_type: "authorization_code", code, redirect_uri: REDIRECT });
}

const refresh = (token: unknown) => post({ grant_type: "refresh_token", refresh_token: String(token) });

describe("the OAuth server of the tests", () => {
  it("gives the chosen account's access for a code, once", async () => {
    const code = (await agree({ scope: "contacts:read lists:read" }, { account: "acct-2" })).get("code") ?? "";
    const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT };
    const { status, body } = await post(form);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "contacts:read lists:read" });
    expect(await server.accountOf(String(body["access_token"]))).toBe("acct-2");
    expect(await post(form)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("sends people back with an error when they refuse", async () => {
    const back = await agree({}, { decision: "refuse" });
    expect(back.get("error")).toBe("access_denied");
    expect(back.get("error_description")).toBe("The user refused the request");
    expect(back.get("state")).toBe("s");
  });

  it("knows comma scopes and Slack's answers, failures with 200 included", async () => {
    server.vary({ scopeSeparator: ",", tokenBody: "slack", expiresIn: "never", hasRefreshToken: false });
    const { status, body } = await tokens({ scope: "contacts:read,lists:read" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, scope: "contacts:read,lists:read", team: { id: "T0MADEUP" } });
    expect(body).not.toHaveProperty("expires_in");
    expect(body).not.toHaveProperty("refresh_token");
    const refusal = await post({ grant_type: "authorization_code", code: "wrong", redirect_uri: REDIRECT });
    expect(refusal).toEqual({ status: 200, body: { ok: false, error: "invalid_code" } });
  });

  it("rotates refresh tokens, and ends the grant when one is used again", async () => {
    server.vary({ isRotating: true });
    const first = (await tokens()).body["refresh_token"];
    const second = (await refresh(first)).body;
    expect(second["refresh_token"]).not.toBe(first);
    expect((await refresh(first)).status).toBe(400);
    expect((await refresh(second["refresh_token"])).status).toBe(400);
    expect(await server.accountOf(String(second["access_token"]))).toBeUndefined();
  });

  it("takes client credentials only where it wants them", async () => {
    server.vary({ clientAuthentication: "body" });
    expect(await refresh("x")).toMatchObject({ body: { error: "invalid_client" } });
    const inBody = { client_id: server.clientId, client_secret: server.clientSecret };
    const response = await fetch(server.tokenUrl, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x", ...inBody }),
    });
    expect(await response.json()).toMatchObject({ error: "invalid_grant" });
  });

  it("wants PKCE or refuses it", async () => {
    const ask = (more: Record<string, string>) => {
      const query = { client_id: server.clientId, response_type: "code", redirect_uri: REDIRECT, ...more };
      return createBrowser().open(`${server.authorizeUrl}?${new URLSearchParams(query).toString()}`, {
        stopAt: (url) => url.startsWith(REDIRECT),
      });
    };
    const challenge = { code_challenge: "a".repeat(43), code_challenge_method: "S256" };
    server.vary({ pkce: "refused" });
    expect((await ask(challenge)).status).toBe(400);
    server.vary({ pkce: "required" });
    expect(new URL((await ask({})).url).searchParams.get("error")).toBe("invalid_request");
    expect((await ask(challenge)).text).toContain("Agree");
  });

  it("grants less than was asked for, and says more than is usual", async () => {
    server.vary({ grantedScopes: ["lists:read"], tokenFields: { instance_url: "https://x.example" } });
    const { body } = await tokens({ scope: "contacts:read lists:read" });
    expect(body).toMatchObject({ scope: "lists:read", instance_url: "https://x.example" });
  });

  it("revokes, and forgets an account", async () => {
    const { body } = await tokens();
    const credentials = Buffer.from(`${server.clientId}:${server.clientSecret}`).toString("base64");
    const token = String(body["refresh_token"]);
    const headers = { authorization: `Basic ${credentials}` };
    await fetch(server.revocationUrl, { method: "POST", headers, body: new URLSearchParams({ token }) });
    expect(server.revoked).toEqual([{ token, authorization: headers.authorization }]);
    expect(await server.accountOf(String(body["access_token"]))).toBeUndefined();
    const other = (await tokens()).body;
    server.forget("acct-1");
    expect((await refresh(other["refresh_token"])).status).toBe(400);
    const me = await fetch(`${server.apiUrl}/me`, {
      headers: { authorization: `Bearer ${String(other["access_token"])}` },
    });
    expect(me.status).toBe(401);
  });

  it("lets the test act between issuing and answering, and keeps what arrived", async () => {
    const seen: string[] = [];
    server.vary({ beforeTokenAnswer: (grantType) => void seen.push(grantType) });
    await refresh((await tokens()).body["refresh_token"]);
    expect(seen).toEqual(["authorization_code", "refresh_token"]);
    expect(server.tokenRequests.at(-1)).toMatchObject({ status: 200, form: { grant_type: "refresh_token" } });
  });
});
