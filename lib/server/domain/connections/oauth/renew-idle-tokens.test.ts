import { describe, expect } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { fakeOAuthVariables } from "#lib/testing/oauth/fake-oauth.ts";
import { openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { it as base } from "#lib/testing/oauth/test.ts";

const DAY_MS = 86_400_000;

const it = base
  .override("variables", ({ provider }) => ({ MESHES_ROLE: "web", ...fakeOAuthVariables(provider) }))
  .extend("idle", async ({ server, provider, startNode }) => {
    const other = await startNode(fakeOAuthVariables(provider));
    const open = () => openOAuthFixture(server, provider);
    const letBeDue = () =>
      server.database.pool.query("update oauth_tokens set idle_refresh_at = now() - interval '1 day'");
    /** Both nodes look again and again, until both say that nothing is left. */
    async function renewAll(): Promise<number> {
      const before = provider.refreshes.length;
      let results: string[] = [];
      do results = await Promise.all([server, other].map(({ app }) => app.tokens.renewIdle()));
      while (results.includes("more"));
      return provider.refreshes.length - before;
    }
    return { open, letBeDue, renewAll };
  });

it.beforeEach(async ({ server, provider }) => {
  provider.rules.instead = () => undefined;
  await server.database.pool.query("delete from oauth_tokens");
});

const daysLeft = async (fixture: OAuthFixture) =>
  ((await fixture.row()).idle_refresh_at?.getTime() ?? Number.NaN) / DAY_MS - Date.now() / DAY_MS;

describe("a refresh token that would die unused", () => {
  it("is used at least every week, not by all connections at the same moment", async ({ idle }) => {
    const fixtures = await Promise.all(Array.from({ length: 6 }, () => idle.open()));
    const days = await Promise.all(fixtures.map(daysLeft));
    for (const left of days) expect(left).toBeGreaterThan(6.2);
    for (const left of days) expect(left).toBeLessThanOrEqual(7);
    expect(new Set(days).size).toBe(6);
    expect(await idle.renewAll()).toBe(0);
  });

  it("is used once when it is due, whatever number of nodes looks, a few at a time", async ({
    server,
    idle,
    provider,
  }) => {
    const fixtures = await Promise.all(Array.from({ length: 10 }, () => idle.open()));
    await idle.letBeDue();
    const before = provider.refreshes.length;
    expect(await server.app.tokens.renewIdle()).toBe("more");
    expect(provider.refreshes.length - before).toBe(4);
    expect(await idle.renewAll()).toBe(6);
    for (const fixture of fixtures) {
      expect(await daysLeft(fixture)).toBeGreaterThan(6.2);
      expect((await fixture.row()).version).toBe(2);
    }
  });

  it("is kept alive for a connection that somebody has paused, not for one that is deleted", async ({ idle }) => {
    const [off, deleted] = await Promise.all([idle.open(), idle.open()]);
    ok(await off.api.send("PATCH", `/connections/${off.connection.id}`, { active: false }), Connection);
    await deleted.api.send("DELETE", `/connections/${deleted.connection.id}`, { force_delete: true });
    await idle.letBeDue();
    expect(await idle.renewAll()).toBe(1);
    expect((await off.row()).version).toBe(2);
    expect(await off.read()).toMatchObject({ active: false, inactive_reason: "manually_inactivated" });
  });

  it("is tried again within two hours after a failure that passes", async ({ idle, provider }) => {
    const fixture = await idle.open();
    await idle.letBeDue();
    provider.rules.instead = () => ({ status: 502 });
    expect(await idle.renewAll()).toBe(1);
    expect((await daysLeft(fixture)) * 24).toBeGreaterThan(0.4);
    expect((await daysLeft(fixture)) * 24).toBeLessThan(2);
    expect(await fixture.read()).toMatchObject({ active: true });
  });

  it("that has died switches the connection off, and is left alone then", async ({ idle, provider }) => {
    const fixture = await idle.open();
    provider.revokeAll();
    await idle.letBeDue();
    expect(await idle.renewAll()).toBe(1);
    expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
    expect((await fixture.row()).idle_refresh_at).toBeNull();
  });
});
