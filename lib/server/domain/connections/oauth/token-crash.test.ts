import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withFakeOAuth } from "#lib/testing/oauth/fake-oauth-destination.ts";
import { fakeOAuthVariables } from "#lib/testing/oauth/fake-oauth.ts";
import { isDone, isWaiting, openOAuthFixture, type OAuthFixture } from "#lib/testing/oauth/oauth-fixture.ts";
import { startTokenServer, type TokenServer } from "#lib/testing/oauth/token-server.ts";
import { killServers, spawnServer, type ServerProcess } from "#lib/testing/server/server-process.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

let provider: TokenServer;
let server: TestServer;
let fixture: OAuthFixture;
let victim: ServerProcess;
let survivor: TestWorker | undefined;

const variables = () => ({ MESHES_LEASE_MS: "1000", ...fakeOAuthVariables(provider) });

beforeAll(async () => {
  provider = await startTokenServer();
  server = await startTestServer({ MESHES_ROLE: "web", ...variables() }, undefined, withFakeOAuth);
});

beforeEach(async () => {
  provider.rules.rotates = true;
  provider.rules.beforeAnswer = () => {};
  fixture = await openOAuthFixture(server, provider);
  await fixture.endsIn(-60);
  victim = await spawnServer("withFakeOAuth", {
    ...server.database.variables,
    MESHES_ROLE: "worker",
    ...variables(),
  });
});

afterEach(async () => {
  await killServers();
  await survivor?.stop();
  survivor = undefined;
});

afterAll(async () => {
  await server.close();
  await provider.close();
});

async function kill(): Promise<void> {
  victim.send("SIGKILL");
  expect(await victim.ended).toBe("SIGKILL");
}

async function startSurvivor(): Promise<void> {
  survivor = await startTestWorker(server.database, variables(), undefined, withFakeOAuth);
}

async function isStoring(): Promise<boolean> {
  const { rows } = await server.database.pool.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
       and query ilike 'update "oauth_tokens"%'`,
  );
  return rows.length > 0;
}

/** Kills the worker when the provider's answer has arrived and is about to be stored, and not a moment later. */
async function killBeforeStoring(emit: () => Promise<void>): Promise<void> {
  const client = await server.database.pool.connect();
  provider.rules.beforeAnswer = async () => {
    await client.query("begin");
    await client.query("lock table oauth_tokens in share mode");
  };
  try {
    await emit();
    await until("the storing of the new tokens", isStoring, 30_000);
    await kill();
  } finally {
    provider.rules.beforeAnswer = () => {};
    await client.query("rollback");
    client.release();
  }
}

describe("a server that is killed between the provider's new tokens and their storage", () => {
  it("leaves a connection that asks for a new consent when the old refresh token has died; deliveries wait for it", async () => {
    let ids: string[] = [];
    await killBeforeStoring(async () => {
      ids = await Promise.all([fixture.emit(), fixture.emit()]);
    });
    expect((await fixture.row()).version).toBe(1);
    expect(provider.calls).toHaveLength(0);
    await startSurvivor();
    for (const id of ids) await fixture.until(id, isWaiting);
    expect(await fixture.read()).toMatchObject({ active: false, inactive_reason: "oauth_reauthorization_required" });
    await fixture.reconnect();
    for (const id of ids) await fixture.until(id, isDone);
    expect(await fixture.read()).toMatchObject({ active: true });
  });

  it("leaves a connection that works when the provider takes the old refresh token once more", async () => {
    provider.rules.rotates = false;
    let id = "";
    await killBeforeStoring(async () => {
      id = await fixture.emit();
    });
    await startSurvivor();
    await fixture.until(id, isDone);
    expect(await fixture.read()).toMatchObject({ active: true });
    expect((await fixture.row()).version).toBe(2);
  });
});

describe("a server that is killed", () => {
  it("while the provider thinks leaves the lock to others at once, and the connection works", async () => {
    const before = provider.refreshes.length;
    provider.rules.instead = (index) => (index === before ? "hang" : undefined);
    const id = await fixture.emit();
    await until("the renewal", () => provider.refreshes.length === before + 1);
    await kill();
    await startSurvivor();
    await fixture.until(id, isDone);
    expect(provider.refreshes).toHaveLength(before + 2);
  });

  it("in the first use of new tokens has stored them: they are not renewed again", async () => {
    const before = provider.refreshes.length;
    const used = provider.calls.length;
    provider.rules.holdsCalls = true;
    const id = await fixture.emit();
    await until("the first use", () => provider.calls.length === used + 1);
    await kill();
    provider.rules.holdsCalls = false;
    await startSurvivor();
    await fixture.until(id, isDone);
    expect(provider.refreshes).toHaveLength(before + 1);
    expect((await fixture.row()).version).toBe(2);
  });
});
