import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withFakeOAuth } from "#lib/testing/oauth/fake-oauth-destination.ts";
import { fakeOAuthVariables } from "#lib/testing/oauth/fake-oauth.ts";
import { openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { startTokenServer, type TokenServer } from "#lib/testing/oauth/token-server.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { openTokens } from "./stored-tokens.ts";

let provider: TokenServer;
let server: TestServer;
let other: TestWorker;

beforeAll(async () => {
  provider = await startTokenServer();
  const variables = fakeOAuthVariables(provider);
  server = await startTestServer({ MESHES_ROLE: "web", ...variables }, undefined, withFakeOAuth);
  other = await startTestWorker(server.database, variables, undefined, withFakeOAuth);
});

afterAll(async () => {
  await other.stop();
  await server.close();
  await provider.close();
});

/** What a delivery does: signs in, and once more after a refusal. True when the provider accepted it. */
async function use({ app }: Pick<TestServer, "app">, { connection }: OAuthFixture): Promise<boolean> {
  const tokens = app.tokens.of(connection.id);
  const works = async (value: string) =>
    (await fetch(`${provider.origin}/me`, { headers: { authorization: `Bearer ${value}` } })).status === 200;
  const current = await tokens.current();
  if (!current.ok) return false;
  if (await works(current.value.value)) return true;
  const renewed = await tokens.renew(current.value);
  return renewed.ok && works(renewed.value.value);
}

/** Both nodes at the same moment, twice each. */
const useAll = (fixture: OAuthFixture) => Promise.all([server, other, server, other].map((node) => use(node, fixture)));

const STEPS: Record<string, (fixture: OAuthFixture) => Promise<unknown> | void> = {
  use: useAll,
  "access ends": (fixture) => fixture.endsIn(-60),
  "access is refused": () => provider.expireAccess(),
  idle: async (fixture) => {
    await server.database.pool.query("update oauth_tokens set idle_refresh_at = now() where id = $1", [
      fixture.connection.id,
    ]);
    await Promise.all([server, other].map(({ app }) => app.tokens.renewIdle()));
  },
  "use and connect again": (fixture) => Promise.all([useAll(fixture), fixture.reconnect()]),
  "taken back": () => provider.revokeAll(),
};

type Seen = { version: number; refresh: number };

async function look(fixture: OAuthFixture): Promise<Seen> {
  const { version, tokens_sealed } = await fixture.row();
  const { refresh_token = "" } = await openTokens(server.app.sealer, fixture.connection.id, tokens_sealed);
  // The provider numbers what it gives.
  return { version, refresh: Number(refresh_token.replace("refresh-", "")) };
}

it("whatever happens in whatever order: no older token comes back, and no rotated one is lost", async () => {
  const step = fc.constantFrom(...Object.keys(STEPS));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const fixture = await openOAuthFixture(server, provider);
      let before = await look(fixture);
      let isGranted = true;
      for (const name of steps) {
        await STEPS[name]?.(fixture);
        if (name === "taken back") isGranted = false;
        if (name === "use and connect again") isGranted = true;
        const after = await look(fixture);
        expect(after.refresh).toBeGreaterThanOrEqual(before.refresh);
        expect(after.version - before.version).toBeGreaterThanOrEqual(after.refresh === before.refresh ? 0 : 1);
        before = after;
        if (isGranted) expect(await fixture.read()).toMatchObject({ active: true });
      }
      if (isGranted) expect(await useAll(fixture)).toEqual([true, true, true, true]);
      else await useAll(fixture);
      const { active, inactive_reason } = await fixture.read();
      expect({ active, inactive_reason }).toEqual(
        isGranted
          ? { active: true, inactive_reason: undefined }
          : { active: false, inactive_reason: "oauth_reauthorization_required" },
      );
    }),
    { numRuns: 40 },
  );
}, 120_000);
