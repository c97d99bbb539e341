import { afterAll, beforeAll, expect, it } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import { ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { uniqueName } from "#lib/testing/api/factories.ts";
import { MADE_UP } from "#lib/testing/oauth/consent-destination.ts";
import { startOAuthServerFixture, type OAuthServerFixture } from "#lib/testing/oauth/oauth-server-fixture.ts";

let world: OAuthServerFixture;

beforeAll(async () => {
  world = await startOAuthServerFixture();
});
afterAll(() => world.close());

const put = (id: string, body: object) => world.api.send("PUT", `/connections/${id}`, body);

it("keeps what was granted, whatever metadata is sent", async () => {
  const before = await world.connect();
  const tokens = await world.tokensOf(before.id);
  const name = uniqueName("Renamed");
  for (const metadata of [{}, before.metadata, { account_id: "forged", access_token: "forged" }]) {
    const after = ok(await put(before.id, { name, metadata, hidden: true }), Connection);
    expect(after).toMatchObject({ name, hidden: true, active: true, metadata: before.metadata });
  }
  expect(await world.tokensOf(before.id)).toEqual(tokens);
});

it("neither asks the provider nor repairs a connection that lost its access", async () => {
  const connection = await world.connect();
  await world.server.database.pool.query(
    "update connections set active = false, inactive_reason = 'oauth_authorization_revoked' where id = $1",
    [connection.id],
  );
  world.provider.forget(String(connection.metadata["account_id"]));
  const after = ok(await put(connection.id, { name: uniqueName("Still off"), metadata: {} }), Connection);
  expect(after).toMatchObject({ active: false, inactive_reason: "oauth_authorization_revoked" });
});

it("refuses a name that another connection has", async () => {
  const first = await world.connect();
  const second = await world.connect();
  refused(await put(second.id, { name: first.name, metadata: {} }), "Conflict");
});

it("is not made with metadata", async () => {
  const body = { workspace: world.tenant.workspaceId, type: MADE_UP, name: uniqueName("Made"), metadata: {} };
  const envelope = refused(await world.api.send("POST", "/connections", body), "UnprocessableEntity");
  expect(errorParams(envelope)).toEqual(["type"]);
});
