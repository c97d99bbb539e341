import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import { Connection } from "#lib/contracts/connections.ts";
import { loaded } from "#lib/server/providers/kit/fault.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { startReceiver } from "#lib/testing/api/receiver.ts";
import { fakeDescriptor, withFakeOAuth } from "#lib/testing/oauth/fake-oauth-destination.ts";
import { fakeOAuthVariables } from "#lib/testing/oauth/fake-oauth.ts";
import { isDone, isWaiting, openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { startTokenServer, type TokenServer } from "#lib/testing/oauth/token-server.ts";
import { collectProblems, type Problems } from "#lib/testing/server/problems.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";
import { persistTokens } from "./stored-tokens.ts";

let provider: TokenServer;
let server: TestServer;
let workers: TestWorker[] = [];
let problems: Problems;

beforeEach(async () => {
  provider = await startTokenServer();
  problems = collectProblems();
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await server.close();
  await provider.close();
});

/** Workers on one database, each a node of its own with its own memory. */
async function start(workerCount = 1, variables: Record<string, string> = {}): Promise<OAuthFixture> {
  const all = { MESHES_DELIVERY_TIMEOUT_MS: "15000", ...fakeOAuthVariables(provider), ...variables };
  server = await startTestServer({ MESHES_ROLE: "web", ...all }, problems.log, withFakeOAuth);
  for (let i = 0; i < workerCount; i += 1) {
    workers.push(await startTestWorker(server.database, all, problems.log, withFakeOAuth));
  }
  return openOAuthFixture(server, provider);
}

const tokensUsed = () => new Set(provider.calls.map(({ headers }) => headers.authorization));
const answer = (body: object, status: number) => ({ status, body: JSON.stringify(body) });

async function openCount(): Promise<number> {
  const { rows } = await server.database.pool.query<{ n: number }>(
    "select count(*)::int as n from rule_events where due_at is not null",
  );
  return rows[0]?.n ?? -1;
}

describe("an access token that has ended", () => {
  it("is renewed once for a hundred deliveries on two nodes, and the rotated refresh token is kept", async () => {
    const fixture = await start(2);
    await fixture.endsIn(-60);
    await fixture.emitMany(100);
    await until("all deliveries", async () => (await openCount()) === 0, 30_000);
    expect(provider.refreshes).toHaveLength(1);
    expect(new Set(provider.calls.map(({ body }) => body)).size).toBe(100);
    expect(tokensUsed().size).toBe(1);
    await fixture.endsIn(-60);
    await fixture.until(await fixture.emit(), isDone);
    expect(provider.refreshes).toHaveLength(2);
    expect((await fixture.row()).version).toBe(3);
    expect(problems.lines).toEqual([]);
  });

  it("is renewed before it ends: in the last tenth of its life, at most five minutes before", async () => {
    const fixture = await start();
    for (const [left, refreshes] of [
      [420, 0],
      [280, 1],
    ] as const) {
      await fixture.endsIn(left);
      await server.database.pool.query("update oauth_tokens set refreshed_at = now() - interval '59 minutes'");
      await fixture.until(await fixture.emit(), isDone);
      expect(provider.refreshes).toHaveLength(refreshes);
    }
  });

  it("of a short life is not renewed all the time", async () => {
    provider.rules.expiresIn = 100;
    const fixture = await start();
    await fixture.until(await fixture.emit(), isDone);
    expect(provider.refreshes).toHaveLength(0);
    await fixture.endsIn(9);
    await server.database.pool.query("update oauth_tokens set refreshed_at = now() - interval '91 seconds'");
    await fixture.until(await fixture.emit(), isDone);
    expect(provider.refreshes).toHaveLength(1);
  });

  it("of which nobody knows when it ends is renewed after a refusal, in the same attempt", async () => {
    provider.rules.expiresIn = undefined;
    provider.rules.rotates = false;
    const fixture = await start();
    expect((await fixture.row()).expires_at).toBeNull();
    for (const round of [1, 2]) {
      provider.expireAccess();
      const done = await fixture.until(await fixture.emit(), isDone);
      expect(done.attempt_count).toBe(1);
      // Not rotated: the first refresh token goes on working.
      expect(provider.refreshes).toHaveLength(round);
    }
  });

  it("of a provider that renews none has no end", async () => {
    const fixture = await start(0);
    const { id: connectionId, workspace: workspaceId } = fixture.connection;
    const grant = { accessToken: "a", refreshToken: "r", expiresInSeconds: 604_800, scopes: undefined };
    const granted = { grant, captured: loaded({}), requestedAt: new Date() };
    const oauth = { ...fakeDescriptor, refresh: "none" as const };
    await server.app.db.transaction((tx) =>
      persistTokens(tx, server.app.sealer, { connectionId, workspaceId, oauth, granted }),
    );
    expect((await fixture.row()).expires_at).toBeNull();
  });

  it("leads to where the renewal says the API is now, in the same attempt, and nobody has edited the connection", async () => {
    const elsewhere = await startReceiver();
    const fixture = await start();
    const before = await fixture.read();
    provider.expireAccess();
    provider.rules.apiHome = new URL(elsewhere.url).origin;
    const done = await fixture.until(await fixture.emit(), isDone);
    expect(done.attempt_count).toBe(1);
    expect(elsewhere.received).toMatchObject([{ path: "/notes" }]);
    const after = await fixture.read();
    expect(after.metadata).toEqual({ api_home: provider.rules.apiHome });
    expect(after.updated_at).toBe(before.updated_at);
    provider.rules.apiHome = undefined;
    await fixture.endsIn(-1);
    await fixture.until(await fixture.emit(), isDone);
    expect(elsewhere.received).toHaveLength(2);
    await elsewhere.close();
  });
});

describe("a refusal that is final", () => {
  it("switches the connection off with the reason; deliveries wait, and run when somebody has connected again", async () => {
    const fixture = await start(2);
    provider.revokeAll();
    await fixture.endsIn(-60);
    const ids = await Promise.all(Array.from({ length: 10 }, () => fixture.emit()));
    for (const id of ids) await fixture.until(id, isWaiting);
    expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
    // Each node may have asked before it knew.
    expect(provider.refreshes.length).toBeLessThanOrEqual(2);
    await fixture.reconnect();
    for (const id of ids) await fixture.until(id, isDone);
    expect(await fixture.read()).toMatchObject({ active: true });
  });

  it("tells an access that was taken back from one that has ended", async () => {
    const fixture = await start();
    provider.rules.instead = () => answer({ error: "access_revoked" }, 400);
    await fixture.endsIn(-60);
    await fixture.until(await fixture.emit(), isWaiting);
    expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_authorization_revoked" });
  });

  it("of a token that cannot be renewed asks nobody for another one", async () => {
    await start();
    const fixture = await openOAuthFixture(server, provider, { ...provider.grant(), refresh_token: undefined });
    await fixture.until(await fixture.emit(), isDone);
    provider.expireAccess();
    await fixture.until(await fixture.emit(), isWaiting);
    expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
    expect(provider.refreshes).toHaveLength(0);
  });

  it("found out by a test switches the connection off as well", async () => {
    const fixture = await start(0);
    provider.expireAccess();
    provider.revokeAll();
    const tested = ok(await fixture.api.send("POST", `/connections/${fixture.connection.id}/test`), ConnectionTest);
    expect(tested).toMatchObject({ ok: false, outcome_code: "auth_failed" });
    expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
  });

  it("is none when the token was replaced while the request was under way", async () => {
    const fixture = await start();
    const elsewhere = await startReceiver();
    // Whoever uses the first token gets 410, as soon as there is a second one.
    elsewhere.behave(async ({ headers }) => {
      if (!headers.authorization?.endsWith(first)) return { status: 200 };
      await fixture.reconnect();
      return { status: 410 };
    });
    provider.rules.apiHome = new URL(elsewhere.url).origin;
    const tokens = provider.grant();
    const first = tokens.access_token;
    await fixture.reconnect(tokens);
    const done = await fixture.until(await fixture.emit(), isDone);
    expect(done.attempt_count).toBe(1);
    expect(await fixture.read()).toMatchObject({ active: true });
    await elsewhere.close();
  });

  it("found out by a load, of a token that nobody tried to renew, too", async () => {
    const elsewhere = await startReceiver();
    elsewhere.behave(() => ({ status: 410 }));
    provider.rules.apiHome = new URL(elsewhere.url).origin;
    const fixture = await start(0);
    await fixture.api.send("GET", `/connections/${fixture.connection.id}/actions`);
    await until("the connection to be off", async () => !(await fixture.read()).active);
    expect(await fixture.read()).toMatchObject({ inactive_reason: "oauth_authorization_revoked" });
    expect(provider.refreshes).toHaveLength(0);
    await elsewhere.close();
  });

  it("is neither found out nor mended by a save, which only renames", async () => {
    const fixture = await start(0);
    const save = (name: string) =>
      fixture.api.send("PUT", `/connections/${fixture.connection.id}`, { name, metadata: {} });
    expect(ok(await save("Renamed"), Connection)).toMatchObject({ name: "Renamed", active: true });
    provider.revokeAll();
    expect(ok(await save("Renamed again"), Connection)).toMatchObject({ name: "Renamed again", active: true });
    await fixture.api.send("POST", `/connections/${fixture.connection.id}/test`);
    expect(await fixture.read()).toMatchObject({ active: false });
    expect(ok(await save("Off"), Connection)).toMatchObject({ name: "Off", active: false });
  });

  it("is found again when somebody switches the connection on without connecting", async () => {
    const fixture = await start();
    provider.revokeAll();
    await fixture.endsIn(-60);
    const id = await fixture.emit();
    await fixture.until(id, isWaiting);
    ok(await fixture.api.send("PATCH", `/connections/${fixture.connection.id}`, { active: true }), Connection);
    await until("it to be off again", async () => !(await fixture.read()).active);
    await fixture.until(id, isWaiting);
  });
});

describe("a token endpoint that fails in a way that passes", () => {
  it("leaves the connection active, and the delivery is tried again", async () => {
    const failures = [answer({ error: "invalid_grant" }, 502), "drop" as const];
    const fixture = await start();
    provider.rules.instead = (index) => failures[index];
    await fixture.endsIn(-60);
    const done = await fixture.until(await fixture.emit(), isDone);
    expect(done.attempt_count).toBe(3);
    expect(provider.refreshes).toHaveLength(3);
    expect(await fixture.read()).toMatchObject({ active: true });
  }, 40_000);

  it("costs nothing while the present token is good, and is not asked for every delivery", async () => {
    const fixture = await start();
    provider.rules.instead = () => ({ status: 503 });
    await fixture.endsIn(60);
    for (let i = 0; i < 5; i += 1) await fixture.until(await fixture.emit(), isDone);
    expect(provider.refreshes.length).toBeLessThan(5);
    expect(await fixture.read()).toMatchObject({ active: true });
    expect((await fixture.row()).version).toBe(1);
  });

  it("because the operator's client is wrong does not blame the connection, and tells the operator", async () => {
    const fixture = await start();
    provider.rules.instead = () => answer({ error: "invalid_client" }, 401);
    await fixture.endsIn(-60);
    await fixture.until(await fixture.emit(), ({ last_error }) => last_error?.includes("invalid_client") === true);
    expect(await fixture.read()).toMatchObject({ active: true });
    expect(problems.lines.join()).toContain("does not accept this server's OAuth client");
    expect(problems.lines.join()).not.toMatch(/refresh-\d|access-\d|secret-of-the-operator/);
  });

  it("by silence keeps few database connections: others are served", async () => {
    await start(1, { MESHES_DATABASE_POOL: "4", MESHES_DELIVERY_TIMEOUT_MS: "2000" });
    provider.rules.instead = () => "hang";
    const fixtures = await Promise.all(Array.from({ length: 12 }, () => openOAuthFixture(server, provider)));
    const healthy = await openOAuthFixture(server, provider);
    await Promise.all(fixtures.map((fixture) => fixture.endsIn(-60)));
    await Promise.all(fixtures.map((fixture) => fixture.emit()));
    await until("a renewal to hang", () => provider.refreshes.length > 0);
    await healthy.until(await healthy.emit(), isDone);
    expect(provider.refreshes.length).toBeLessThan(12);
  });
});

describe("tokens whose renewal was interrupted by the database", () => {
  it("are stored when it is back", async () => {
    const fixture = await start();
    await fixture.endsIn(-60);
    provider.rules.beforeAnswer = async () => {
      await server.database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()",
      );
    };
    await fixture.until(await fixture.emit(), isDone);
    expect(provider.refreshes).toHaveLength(1);
    expect((await fixture.row()).version).toBe(2);
  });
});
