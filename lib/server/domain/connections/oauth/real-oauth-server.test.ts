import { afterAll, beforeAll, expect, it } from "vitest";
import { createBrowser } from "#lib/testing/oauth/browser.ts";
import { withFakeOAuth } from "#lib/testing/oauth/fake-oauth-destination.ts";
import { isDone, isWaiting, openOAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { startOAuthServer, type OAuthServer } from "#lib/testing/oauth/oauth-server.ts";
import type { Tokens } from "#lib/testing/oauth/token-server.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

const REDIRECT = "http://127.0.0.1:1/oauth/callback/zoom";

let provider: OAuthServer;
let server: TestServer;
let other: TestWorker;

beforeAll(async () => {
  provider = await startOAuthServer({
    api: ({ account }) => ({ status: account === undefined ? 401 : 200, body: {} }),
  });
  const variables = {
    MESHES_PROVIDER_ZOOM_CLIENT_ID: provider.clientId,
    MESHES_PROVIDER_ZOOM_CLIENT_SECRET: provider.clientSecret,
    MESHES_PROVIDER_ZOOM_TOKEN_URL: provider.tokenUrl,
    MESHES_PROVIDER_ZOOM_API_URL: provider.apiUrl,
  };
  server = await startTestServer(variables, undefined, withFakeOAuth);
  other = await startTestWorker(server.database, variables, undefined, withFakeOAuth);
});

afterAll(async () => {
  await other.stop();
  await server.close();
  await provider.close();
});

/** A person agrees, and the code is swapped as the call-back does it. */
async function grant(): Promise<Tokens> {
  const browser = createBrowser();
  const asked = { client_id: provider.clientId, response_type: "code", redirect_uri: REDIRECT, state: "s" };
  const page = await browser.open(`${provider.authorizeUrl}?${new URLSearchParams(asked).toString()}`);
  const form = { account: "acct-1", decision: "agree" };
  const { url } = await browser.open(page.url, { form, stopAt: (next) => next.startsWith(REDIRECT) });
  const code = new URL(url).searchParams.get("code") ?? "";
  const credentials = Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString("base64");
  const answer = await fetch(provider.tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: REDIRECT }),
  });
  const tokens: Tokens = JSON.parse(await answer.text());
  return tokens;
}

it("renews rotating tokens at a real OAuth server, where using one twice would end the whole grant", async () => {
  provider.vary({ isRotating: true });
  const fixture = await openOAuthFixture(server, { grant: () => ({ access_token: "none" }) }, await grant());
  for (let round = 1; round <= 3; round += 1) {
    await fixture.endsIn(-60);
    await fixture.emitMany(30);
    await until("all deliveries", async () => {
      const { rows } = await server.database.pool.query("select 1 from rule_events where due_at is not null limit 1");
      return rows.length === 0;
    });
    expect((await fixture.row()).version).toBe(1 + round);
  }
  expect(await fixture.read()).toMatchObject({ active: true });
  provider.forget("acct-1");
  const id = await fixture.emit();
  await fixture.until(id, isWaiting);
  expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
  await fixture.reconnect(await grant());
  await fixture.until(id, isDone);
});
