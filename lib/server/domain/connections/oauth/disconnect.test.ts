import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DeletedConnection, type Connection } from "#lib/contracts/connections.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { MADE_UP } from "#lib/testing/oauth/consent-destination.ts";
import { beginAttempt, connectInBrowser, readAttempt } from "#lib/testing/oauth/oauth-journey.ts";
import { startOAuthServerFixture, type OAuthServerFixture } from "#lib/testing/oauth/oauth-server-fixture.ts";
import { PLAIN } from "#lib/testing/oauth/oauth-variations.ts";
import { sweepAuthorizations } from "./sweep-authorizations.ts";

let world: OAuthServerFixture;
const told: string[] = [];
let refusal: string | undefined;

beforeAll(async () => {
  world = await startOAuthServerFixture({
    variables: { MESHES_DELIVERY_TIMEOUT_MS: "2000" },
    descriptor: {
      onDisconnect: async ({ settings }) => {
        told.push(String(settings.metadata["account_id"]));
        return refusal === undefined
          ? { ok: true, value: undefined }
          : { ok: false, fault: { class: "transient", message: refusal } };
      },
    },
  });
});
beforeEach(async () => {
  world.provider.vary(PLAIN);
  refusal = undefined;
  await world.server.database.pool.query("update connections set deleted_at = now() where deleted_at is null");
  await world.renew();
  told.length = 0;
  world.provider.revoked.length = 0;
});
afterAll(() => world.close());

const remove = async ({ id }: Connection) =>
  ok(await world.api.send("DELETE", `/connections/${id}`, {}), DeletedConnection);

async function other(connection: Connection) {
  const { attempt, start_url } = await beginAttempt(world.api, world.tenant.workspaceId, { connection: connection.id });
  await connectInBrowser(start_url, { account: "acct-2" });
  return attempt.id;
}

describe("deleting a connection", () => {
  it("takes the access back at the provider, and erases the tokens", async () => {
    const connection = await world.connect();
    const tokens = await world.tokensOf(connection.id);
    expect(await remove(connection)).toEqual({
      id: connection.id,
      type: MADE_UP,
      disconnection: { status: "revoked" },
    });
    expect(world.provider.revoked.map(({ token }) => token)).toEqual([tokens?.["refresh_token"]]);
    expect(told).toEqual(["acct-1"]);
    expect(await world.tokensOf(connection.id)).toBeUndefined();
    expect(await world.provider.accountOf(String(tokens?.["access_token"]))).toBeUndefined();
  });

  it("keeps the access while another connection uses the account", async () => {
    const [first, second] = [await world.connect(), await world.connect()];
    expect((await remove(first)).disconnection?.status).toBe("kept");
    expect(world.provider.revoked).toEqual([]);
    expect((await remove(second)).disconnection?.status).toBe("revoked");
  });

  it("is done also when the provider cannot be told, and says so", async () => {
    const connection = await world.connect();
    refusal = "Leaving did not work";
    expect((await remove(connection)).disconnection).toEqual({ status: "failed", message: "Leaving did not work" });
    expect(world.provider.revoked).toHaveLength(1);
    expect(await world.tokensOf(connection.id)).toBeUndefined();
    expect(await world.connections()).toEqual([]);
  });

  it("waits for a provider that does not answer no longer than it must", async () => {
    const connection = await world.connect();
    const { pool } = world.server.database;
    world.provider.vary({ beforeRevocationAnswer: () => new Promise<void>(() => {}) });
    const startedAt = performance.now();
    expect((await remove(connection)).disconnection?.status).toBe("failed");
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect((await pool.query("select 1 from oauth_tokens where id = $1", [connection.id])).rows).toEqual([]);
  });

  it("is refused as before while rules use it, and the access stays", async () => {
    const connection = await world.connect();
    const body = {
      workspace: world.tenant.workspaceId,
      connection: connection.id,
      event: "a",
      metadata: { action: "note" },
    };
    expect((await world.api.send("POST", "/rules", body)).status).toBe(201);
    expect((await world.api.send("DELETE", `/connections/${connection.id}`, {})).status).toBe(409);
    expect(await world.tokensOf(connection.id)).toBeDefined();
    expect(world.provider.revoked).toEqual([]);
  });
});

describe("a grant that is not used", () => {
  it("is taken back when the other account is not accepted", async () => {
    const id = await other(await world.connect());
    await world.api.send("POST", `/oauth-attempts/${id}/cancel`);
    expect(told).toEqual(["acct-2"]);
    expect(world.provider.revoked).toHaveLength(1);
    expect((await world.api.send("POST", `/oauth-attempts/${id}/cancel`)).status).toBe(200);
    expect(world.provider.revoked).toHaveLength(1);
  });

  it("is the one before when the other account is accepted", async () => {
    const connection = await world.connect();
    const before = await world.tokensOf(connection.id);
    const id = await other(connection);
    await world.api.send("POST", `/oauth-attempts/${id}/confirm`);
    expect(world.provider.revoked.map(({ token }) => token)).toEqual([before?.["refresh_token"]]);
    const now = await world.tokensOf(connection.id);
    expect(await world.provider.accountOf(String(now?.["access_token"]))).toBe("acct-2");
  });

  it("is left alone when the same account is connected again: many providers know one grant for both", async () => {
    const connection = await world.connect();
    const body = { connection: connection.id };
    await connectInBrowser((await beginAttempt(world.api, world.tenant.workspaceId, body)).start_url);
    expect(world.provider.revoked).toEqual([]);
  });

  it("is taken back when nobody decides in time, and the attempt is forgotten a day later", async () => {
    const id = await other(await world.connect());
    const { pool } = world.server.database;
    await pool.query("update oauth_attempts set expires_at = now() where id = $1", [id]);
    expect((await readAttempt(world.api, id)).status).toBe("expired");
    expect((await world.api.send("POST", `/oauth-attempts/${id}/confirm`)).status).toBe(409);
    await sweepAuthorizations(world.server.app);
    expect(told).toEqual(["acct-2"]);
    expect((await readAttempt(world.api, id)).status).toBe("expired");
    await pool.query("update oauth_attempts set expires_at = now() - interval '25 hours' where id = $1", [id]);
    await sweepAuthorizations(world.server.app);
    expect((await world.api.send("GET", `/oauth-attempts/${id}`)).status).toBe(404);
  });

  it("is taken back when the account cannot be found out", async () => {
    const { attempt, start_url } = await beginAttempt(world.api, world.tenant.workspaceId);
    world.provider.vary({ tokenFields: { instance_url: "https://elsewhere.example" } });
    await connectInBrowser(start_url);
    expect((await readAttempt(world.api, attempt.id)).status).toBe("failed");
    expect(world.provider.revoked).toHaveLength(1);
  });
});

describe("a notice that the app was removed", () => {
  const notice = (
    body: unknown,
    credentials = `${world.provider.clientId}:${world.provider.clientSecret}`,
    type = MADE_UP,
  ) =>
    fetch(`${world.server.url}/oauth/callback/${type}`, {
      method: "DELETE",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
      },
      body: JSON.stringify(body),
    });

  it("lets the connections of that account wait for a person, in every workspace", async () => {
    const mine = await world.connect();
    const stays = await world.connect({ account: "acct-2" });
    expect((await notice({ account: "acct-1", client_id: world.provider.clientId })).status).toBe(200);
    expect(await world.connection(mine.id)).toMatchObject({
      active: false,
      inactive_reason: "oauth_authorization_revoked",
    });
    expect((await world.connection(stays.id)).active).toBe(true);
    const body = { connection: mine.id };
    await connectInBrowser((await beginAttempt(world.api, world.tenant.workspaceId, body)).start_url);
    expect((await world.connection(mine.id)).active).toBe(true);
  });

  it("is taken from nobody but the provider", async () => {
    const connection = await world.connect();
    for (const credentials of [`${world.provider.clientId}:wrong`, "", ":", `x:${world.provider.clientSecret}`]) {
      expect((await notice({ account: "acct-1" }, credentials)).status).toBe(401);
    }
    expect((await fetch(`${world.server.url}/oauth/callback/${MADE_UP}`, { method: "DELETE" })).status).toBe(401);
    expect((await world.connection(connection.id)).active).toBe(true);
  });

  it("must be one, of a provider that sends them; an account that nobody has connected is no mistake", async () => {
    expect((await notice({ other: 1 })).status).toBe(400);
    expect((await notice({ account: "" })).status).toBe(200);
    expect((await notice({ account: "acct-1" }, undefined, "slack")).status).toBe(405);
    expect((await notice({ account: "acct-1" }, undefined, "nobody")).status).toBe(405);
  });
});
