import { afterEach, describe, expect } from "vitest";
import { fakeOAuthVariables } from "#lib/testing/oauth/fake-oauth.ts";
import { isDone, isWaiting, openOAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { it as base } from "#lib/testing/oauth/test.ts";
import type { TokenServer } from "#lib/testing/oauth/token-server.ts";
import { killServers, spawnServer, type ServerProcess } from "#lib/testing/server/server-process.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base
  .override("variables", ({ provider }) => ({ MESHES_ROLE: "web", ...variablesOf(provider) }))
  .extend("connected", async ({ server, provider }) => {
    provider.rules.rotates = true;
    provider.rules.beforeAnswer = () => {};
    const connected = await openOAuthFixture(server, provider);
    await connected.endsIn(-60);
    return connected;
  })
  .extend("victim", ({ server, provider }) => {
    const variables = { ...server.database.variables, MESHES_ROLE: "worker", ...variablesOf(provider) };
    return spawnServer("withFakeOAuth", variables);
  })
  /** Kills the worker when the provider's answer has arrived and is about to be stored, and not a moment later. */
  .extend("killBeforeStoring", ({ server, victim, provider }) => async (emit: () => Promise<void>): Promise<void> => {
    const client = await server.database.pool.connect();
    provider.rules.beforeAnswer = async () => {
      await client.query("begin");
      await client.query("lock table oauth_tokens in share mode");
    };
    try {
      await emit();
      await until("the storing of the new tokens", () => isStoring(server), 30_000);
      await kill(victim);
    } finally {
      provider.rules.beforeAnswer = () => {};
      await client.query("rollback");
      client.release();
    }
  });

afterEach(killServers);

const variablesOf = (provider: TokenServer) => ({ MESHES_LEASE_MS: "1000", ...fakeOAuthVariables(provider) });

async function kill(victim: ServerProcess): Promise<void> {
  victim.send("SIGKILL");
  expect(await victim.ended).toBe("SIGKILL");
}

async function isStoring(server: TestServer): Promise<boolean> {
  const { rows } = await server.database.pool.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
       and query ilike 'update "oauth_tokens"%'`,
  );
  return rows.length > 0;
}

describe("a server that is killed between the provider's new tokens and their storage", () => {
  it("leaves a connection that asks for a new consent when the old refresh token has died; deliveries wait for it", async ({
    connected,
    killBeforeStoring,
    provider,
    startNode,
  }) => {
    let ids: string[] = [];
    await killBeforeStoring(async () => {
      ids = await Promise.all([connected.emit(), connected.emit()]);
    });
    expect((await connected.row()).version).toBe(1);
    expect(provider.calls).toHaveLength(0);
    await startNode(variablesOf(provider));
    for (const id of ids) await connected.until(id, isWaiting);
    expect(await connected.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
    await connected.reconnect();
    for (const id of ids) await connected.until(id, isDone);
    expect(await connected.read()).toMatchObject({ active: true });
  });

  it("leaves a connection that works when the provider takes the old refresh token once more", async ({
    connected,
    provider,
    killBeforeStoring,
    startNode,
  }) => {
    provider.rules.rotates = false;
    let id = "";
    await killBeforeStoring(async () => {
      id = await connected.emit();
    });
    await startNode(variablesOf(provider));
    await connected.until(id, isDone);
    expect(await connected.read()).toMatchObject({ active: true });
    expect((await connected.row()).version).toBe(2);
  });
});

describe("a server that is killed", () => {
  it("while the provider thinks leaves the lock to others at once, and the connection works", async ({
    connected,
    victim,
    provider,
    startNode,
  }) => {
    const before = provider.refreshes.length;
    provider.rules.instead = (index) => (index === before ? "hang" : undefined);
    const id = await connected.emit();
    await until("the renewal", () => provider.refreshes.length === before + 1);
    await kill(victim);
    await startNode(variablesOf(provider));
    await connected.until(id, isDone);
    expect(provider.refreshes).toHaveLength(before + 2);
  });

  it("in the first use of new tokens has stored them: they are not renewed again", async ({
    connected,
    victim,
    provider,
    startNode,
  }) => {
    const before = provider.refreshes.length;
    const used = provider.calls.length;
    provider.rules.holdsCalls = true;
    const id = await connected.emit();
    await until("the first use", () => provider.calls.length === used + 1);
    await kill(victim);
    provider.rules.holdsCalls = false;
    await startNode(variablesOf(provider));
    await connected.until(id, isDone);
    expect(provider.refreshes).toHaveLength(before + 1);
    expect((await connected.row()).version).toBe(2);
  });
});
