import { sql } from "drizzle-orm";
import { describe, expect } from "vitest";
import { reconnectFake } from "#lib/testing/oauth/fake-oauth.ts";
import { isDone, openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { it as base } from "#lib/testing/oauth/test.ts";
import type { TokenServer } from "#lib/testing/oauth/token-server.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.extend("connected", async ({ server, provider }) => {
  provider.rules.instead = () => undefined;
  provider.rules.beforeAnswer = () => {};
  const connected = await openOAuthFixture(server, provider);
  await connected.endsIn(-60);
  return connected;
});

const accessOf = async (server: TestServer, connected: OAuthFixture) => {
  const current = await server.app.tokens.of(connected.connection.id).current();
  return current.ok ? current.value.value : current.fault.message;
};

/** Holds the token endpoint in the middle of a renewal that a delivery has begun. */
async function renewalUnderWay(connected: OAuthFixture, provider: TokenServer) {
  const gate = Promise.withResolvers<void>();
  provider.rules.beforeAnswer = () => gate.promise;
  const before = provider.refreshes.length;
  const id = await connected.emit();
  await until("the renewal", () => provider.refreshes.length === before + 1);
  return { id, release: gate.resolve };
}

async function untilWaiting(server: TestServer, count: number): Promise<void> {
  await until(`${count} sessions to wait for a lock`, async () => {
    const { rows } = await server.database.pool.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    return rows[0]?.n === count;
  });
}

describe("a person who connects again while the old access is renewed", () => {
  it("wins: the renewal of the old access does not replace the new one", async ({ server, connected, provider }) => {
    const { id, release } = await renewalUnderWay(connected, provider);
    const tokens = provider.grant();
    const reconnecting = connected.reconnect(tokens);
    await untilWaiting(server, 1);
    release();
    await reconnecting;
    await connected.until(id, isDone);
    expect(await accessOf(server, connected)).toBe(tokens.access_token);
    expect((await connected.row()).version).toBe(3);
  });

  it("wins: a refusal of the old access does not switch the repaired connection off", async ({
    server,
    connected,
    provider,
  }) => {
    provider.rules.instead = () => ({ status: 400, body: JSON.stringify({ error: "invalid_grant" }) });
    const before = provider.refreshes.length;
    const id = await server.app.db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from connections where id = ${connected.connection.id} for update`);
      const emitted = await connected.emit();
      await until("the refusal", () => provider.refreshes.length === before + 1);
      // It is about to switch the connection off, and comes too late.
      await untilWaiting(server, 1);
      await reconnectFake(tx, server.app, connected.connection, provider.grant());
      return emitted;
    });
    await connected.until(id, isDone);
    expect(await connected.read()).toMatchObject({ active: true });
    expect(await connected.delivery(id)).toMatchObject({ attempt_count: 1 });
  });

  it("is found by a node that waited to renew the old access", async ({ server, connected, provider }) => {
    const { pool } = server.database;
    const client = await pool.connect();
    await client.query("begin");
    await client.query("select 1 from oauth_tokens where id = $1 for update", [connected.connection.id]);
    const before = provider.refreshes.length;
    const id = await connected.emit();
    await untilWaiting(server, 1);
    const tokens = provider.grant();
    const reconnecting = connected.reconnect(tokens);
    await untilWaiting(server, 2);
    await client.query("commit");
    client.release();
    await reconnecting;
    await connected.until(id, isDone);
    expect(await accessOf(server, connected)).toBe(tokens.access_token);
    expect(provider.refreshes.length - before).toBeLessThanOrEqual(1);
  });
});
