import { afterEach, describe, expect, it } from "vitest";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { tokenReader } from "#lib/server/providers/kit/token-answer.ts";
import { createBrowser } from "#lib/testing/oauth/browser.ts";
import { beginAttempt, comeBack, decide, readAttempt, pressContinue } from "#lib/testing/oauth/oauth-journey.ts";
import { startOAuthServerFixture, type OAuthServerFixture } from "#lib/testing/oauth/oauth-server-fixture.ts";
import { OAUTH_SCOPES } from "#lib/testing/oauth/oauth-server.ts";
import type { OAuthVariations } from "#lib/testing/oauth/oauth-variations.ts";

let world: OAuthServerFixture | undefined;
afterEach(() => world?.close());

const SLACK: Partial<OAuthDescriptor> = {
  scopeSeparator: ",",
  pkce: "none",
  refresh: "none",
  readTokens: tokenReader({
    refusalOf: (json) => (json["ok"] === false ? { code: String(json["error"]) } : undefined),
    final: ["invalid_code"],
  }),
};
const SLACK_WAYS: Partial<OAuthVariations> = {
  scopeSeparator: ",",
  tokenBody: "slack",
  expiresIn: "never",
  hasRefreshToken: false,
};

describe("providers that deviate from the protocol", () => {
  it.each<[string, Partial<OAuthDescriptor>, Partial<OAuthVariations>]>([
    ["commas between scopes, tokens without an end, failures with 200", SLACK, SLACK_WAYS],
    [
      "client credentials in the body, PKCE refused, scopes at the app",
      { clientAuthentication: "body", pkce: "none", scopesIn: "app" },
      { clientAuthentication: "body", pkce: "refused" },
    ],
    ["PKCE required, a life of tokens that is not said", {}, { pkce: "required", expiresIn: { unsaid: 60 } }],
    ["rotation, scopes that are not named", {}, { isRotating: true, namesScopes: false }],
  ])("connects with %s", async (_what, descriptor, ways) => {
    world = await startOAuthServerFixture({ descriptor });
    world.provider.vary(ways);
    const connection = await world.connect();
    expect(connection.warnings).toBeUndefined();
    const tokens = await world.tokensOf(connection.id);
    expect(await world.provider.accountOf(String(tokens?.["access_token"]))).toBe("acct-1");
    expect(tokens?.["refresh_token"] !== undefined).toBe(ways.hasRefreshToken ?? true);
  });

  it("shows a refusal that came with 200", async () => {
    world = await startOAuthServerFixture({ descriptor: SLACK });
    world.provider.vary(SLACK_WAYS);
    const browser = createBrowser();
    const { attempt, start_url } = await beginAttempt(world.api, world.tenant.workspaceId);
    const back = new URL(await decide(browser, start_url));
    back.searchParams.set("code", "another");
    await comeBack(browser, back.href);
    expect(await readAttempt(world.api, attempt.id)).toMatchObject({
      status: "failed",
      problem: { code: "invalid_code", message: "Made up gave no access: invalid_code" },
    });
  });

  it("adds the parameters that a provider wants beside the usual ones", async () => {
    world = await startOAuthServerFixture({ descriptor: { authorizeParams: { permissions: "19456" } } });
    const { start_url } = await beginAttempt(world.api, world.tenant.workspaceId);
    const browser = createBrowser();
    const url = new URL((await pressContinue(browser, await browser.open(start_url), () => true)).url);
    expect(url.searchParams.get("permissions")).toBe("19456");
    expect(url.searchParams.get("scope")).toBe(OAUTH_SCOPES.join(" "));
  });
});
