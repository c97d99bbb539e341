import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withFakeOAuth } from "#lib/testing/oauth/fake-oauth-destination.ts";
import { fakeOAuthVariables, reconnectFake } from "#lib/testing/oauth/fake-oauth.ts";
import { isDone, openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { startTokenServer, type TokenServer } from "#lib/testing/oauth/token-server.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

let provider: TokenServer;
let server: TestServer;
let fixture: OAuthFixture;

beforeAll(async () => {
  provider = await startTokenServer();
  server = await startTestServer(fakeOAuthVariables(provider), undefined, withFakeOAuth);
});

beforeEach(async () => {
  provider.rules.instead = () => undefined;
  provider.rules.beforeAnswer = () => {};
  fixture = await openOAuthFixture(server, provider);
  await fixture.endsIn(-60);
});

afterAll(async () => {
  await server.close();
  await provider.close();
});

const accessOf = async () => {
  const current = await server.app.tokens.of(fixture.connection.id).current();
  return current.ok ? current.value.value : current.fault.message;
};

/** Holds the token endpoint in the middle of a renewal that a delivery has begun. */
async function renewalUnderWay() {
  const gate = Promise.withResolvers<void>();
  provider.rules.beforeAnswer = () => gate.promise;
  const before = provider.refreshes.length;
  const id = await fixture.emit();
  await until("the renewal", () => provider.refreshes.length === before + 1);
  return { id, release: gate.resolve };
}

async function untilWaiting(count: number): Promise<void> {
  await until(`${count} sessions to wait for a lock`, async () => {
    const { rows } = await server.database.pool.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    return rows[0]?.n === count;
  });
}

describe("a person who connects again while the old access is renewed", () => {
  it("wins: the renewal of the old access does not replace the new one", async () => {
    const { id, release } = await renewalUnderWay();
    const tokens = provider.grant();
    const reconnecting = fixture.reconnect(tokens);
    await untilWaiting(1);
    release();
    await reconnecting;
    await fixture.until(id, isDone);
    expect(await accessOf()).toBe(tokens.access_token);
    expect((await fixture.row()).version).toBe(3);
  });

  it("wins: a refusal of the old access does not switch the repaired connection off", async () => {
    provider.rules.instead = () => ({ status: 400, body: JSON.stringify({ error: "invalid_grant" }) });
    const before = provider.refreshes.length;
    const id = await server.app.db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from connections where id = ${fixture.connection.id} for update`);
      const emitted = await fixture.emit();
      await until("the refusal", () => provider.refreshes.length === before + 1);
      // It is about to switch the connection off, and comes too late.
      await untilWaiting(1);
      await reconnectFake(tx, server.app, fixture.connection, provider.grant());
      return emitted;
    });
    await fixture.until(id, isDone);
    expect(await fixture.read()).toMatchObject({ active: true });
    expect(await fixture.delivery(id)).toMatchObject({ attempt_count: 1 });
  });

  it("is found by a node that waited to renew the old access", async () => {
    const { pool } = server.database;
    const client = await pool.connect();
    await client.query("begin");
    await client.query("select 1 from oauth_tokens where id = $1 for update", [fixture.connection.id]);
    const before = provider.refreshes.length;
    const id = await fixture.emit();
    await untilWaiting(1);
    const tokens = provider.grant();
    const reconnecting = fixture.reconnect(tokens);
    await untilWaiting(2);
    await client.query("commit");
    client.release();
    await reconnecting;
    await fixture.until(id, isDone);
    expect(await accessOf()).toBe(tokens.access_token);
    expect(provider.refreshes.length - before).toBeLessThanOrEqual(1);
  });
});
