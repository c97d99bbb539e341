import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withMadeUpOAuth } from "#lib/testing/made-up-oauth-destination.ts";
import { madeUpOAuthVariables } from "#lib/testing/made-up-oauth.ts";
import { openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth-fixture.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/test-server.ts";
import { startTokenServer, type TokenServer } from "#lib/testing/token-server.ts";
import { openTokens } from "./stored-tokens.ts";

let provider: TokenServer;
let server: TestServer;
let other: TestWorker;

beforeAll(async () => {
  provider = await startTokenServer();
  const variables = madeUpOAuthVariables(provider);
  server = await startTestServer({ MESHES_ROLE: "web", ...variables }, undefined, withMadeUpOAuth);
  other = await startTestWorker(server.database, variables, undefined, withMadeUpOAuth);
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
const useAll = (lane: OAuthFixture) => Promise.all([server, other, server, other].map((node) => use(node, lane)));

const STEPS: Record<string, (lane: OAuthFixture) => Promise<unknown> | void> = {
  use: useAll,
  "access ends": (lane) => lane.endsIn(-60),
  "access is refused": () => provider.expireAccess(),
  idle: async (lane) => {
    await server.database.pool.query("update oauth_tokens set idle_refresh_at = now() where id = $1", [
      lane.connection.id,
    ]);
    await Promise.all([server, other].map(({ app }) => app.tokens.renewIdle()));
  },
  "use and connect again": (lane) => Promise.all([useAll(lane), lane.reconnect()]),
  "taken back": () => provider.revokeAll(),
};

type Seen = { version: number; refresh: number };

async function look(lane: OAuthFixture): Promise<Seen> {
  const { version, tokens_sealed } = await lane.row();
  const { refresh_token = "" } = await openTokens(server.app.sealer, lane.connection.id, tokens_sealed);
  // The provider numbers what it gives.
  return { version, refresh: Number(refresh_token.replace("refresh-", "")) };
}

it("whatever happens in whatever order: no older token comes back, and no rotated one is lost", async () => {
  const step = fc.constantFrom(...Object.keys(STEPS));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
      const lane = await openOAuthFixture(server, provider);
      let before = await look(lane);
      let isGranted = true;
      for (const name of steps) {
        await STEPS[name]?.(lane);
        if (name === "taken back") isGranted = false;
        if (name === "use and connect again") isGranted = true;
        const after = await look(lane);
        expect(after.refresh).toBeGreaterThanOrEqual(before.refresh);
        expect(after.version - before.version).toBeGreaterThanOrEqual(after.refresh === before.refresh ? 0 : 1);
        before = after;
        if (isGranted) expect(await lane.read()).toMatchObject({ active: true });
      }
      if (isGranted) expect(await useAll(lane)).toEqual([true, true, true, true]);
      else await useAll(lane);
      const { active, inactive_reason } = await lane.read();
      expect({ active, inactive_reason }).toEqual(
        isGranted
          ? { active: true, inactive_reason: undefined }
          : { active: false, inactive_reason: "oauth_reauthorization_required" },
      );
    }),
    { numRuns: 40 },
  );
}, 120_000);
