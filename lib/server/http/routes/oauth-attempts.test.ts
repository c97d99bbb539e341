import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { makeWebhook, makeWorkspace } from "#lib/testing/api/factories.ts";
import { MADE_UP } from "#lib/testing/oauth/consent-destination.ts";
import { connectInBrowser, readAttempt } from "#lib/testing/oauth/oauth-journey.ts";
import { startOAuthServerFixture, type OAuthServerFixture } from "#lib/testing/oauth/oauth-server-fixture.ts";

let world: OAuthServerFixture;

beforeAll(async () => {
  world = await startOAuthServerFixture({
    descriptor: {
      options: [
        {
          key: "login",
          label: "Log in at",
          type: "select",
          required: true,
          defaultValue: "main",
          options: [
            { label: "The main host", value: "main" },
            { label: "A host of your own", value: "own" },
          ],
        },
        {
          key: "host",
          label: "Host",
          type: "text",
          required: true,
          pattern: "^[a-z]+\\.made-up\\.example$",
          patternMessage: "A host of made-up.example",
          dependsOn: { field: "login", value: "own" },
        },
      ],
      endpoints: ({ host = "made-up.example" }) => ({
        authorizeUrl: `https://${host}/authorize`,
        tokenUrl: `https://${host}/token`,
      }),
    },
  });
});
afterAll(() => world.close());

const create = (body: unknown, api = world.api, workspace = world.tenant.workspaceId) =>
  api.send("POST", `/workspaces/${workspace}/oauth-attempts`, body);

describe("POST /workspaces/{id}/oauth-attempts", () => {
  it("answers the attempt and an address that opens for an hour", async () => {
    const before = Date.now();
    const { attempt, start_url } = ok(await create({ type: MADE_UP }), OAuthAttemptCreated, 201);
    expect(attempt).toMatchObject({ workspace_id: world.tenant.workspaceId, status: "waiting", is_reconnect: false });
    expect(new Date(attempt.expires_at).getTime() - before).toBeGreaterThan(3_590_000);
    expect(start_url).toMatch(
      new RegExp(`^${world.server.app.env.publicUrl}/oauth/start/${attempt.id}\\?ticket=[\\w-]{43}$`),
    );
  });

  it.each([
    [{}, "type"],
    [{ type: "nothing" }, "type"],
    [{ type: "webhook" }, "type"],
    [{ type: MADE_UP, name: "a/b" }, "name"],
    [{ type: MADE_UP, options: { login: 1 } }, "options.login"],
    [{ type: MADE_UP, options: { login: "elsewhere" } }, "options.login"],
    [{ type: MADE_UP, options: { login: "own" } }, "options.host"],
    [{ type: MADE_UP, options: { login: "own", host: "evil.example" } }, "options.host"],
  ])("refuses %j at %s", async (body, param) => {
    badRequest(await create(body), param);
  });

  it("keeps what was chosen, takes it into the connection, and again when that is connected again", async () => {
    const options = { login: "own", host: "eu.made-up.example" };
    const connection = await world.connect({}, { type: MADE_UP, name: "With options", options });
    expect(connection.metadata).toMatchObject(options);
    const again = ok(await create({ connection: connection.id }), OAuthAttemptCreated, 201);
    await connectInBrowser(again.start_url);
    expect((await readAttempt(world.api, again.attempt.id)).status).toBe("completed");
    expect((await world.connection(connection.id)).metadata).toMatchObject(options);
    refused(await create({ type: MADE_UP, name: "With options" }), "Conflict");
  });

  it("refuses a connection of another type, workspace or tenant", async () => {
    const webhook = await makeWebhook(world.api, world.tenant.workspaceId);
    badRequest(await create({ connection: webhook.id }), "connection");
    const connection = await world.connect();
    badRequest(await create({ connection: connection.id, type: "webhook" }), "type");
    const sibling = await makeWorkspace(world.api);
    refused(await create({ connection: connection.id }, world.api, sibling.id), "NotFound");
    const foreign = await world.server.tenant();
    refused(await create({ connection: connection.id }, world.server.as(foreign), foreign.workspaceId), "NotFound");
  });

  it("tells operators what is missing, and everybody else only that it is not possible", async () => {
    const missing = refused(await create({ type: "slack" }), "UnprocessableEntity");
    expect(missing.error.message).toContain("MESHES_PROVIDER_SLACK_CLIENT_ID");
    const session = await world.session();
    const plain = refused(await create({ type: "slack" }, session), "UnprocessableEntity");
    expect(plain.error).toMatchObject({
      message: "Slack cannot be connected here at the moment",
      data: [{ param: "type", msg: "Slack cannot be connected here at the moment" }],
    });
  });
});

describe("the end of an attempt", () => {
  it("can be canceled once and again, and is not confirmed then", async () => {
    const { attempt } = ok(await create({ type: MADE_UP }), OAuthAttemptCreated, 201);
    const path = `/oauth-attempts/${attempt.id}`;
    refused(await world.api.send("POST", `${path}/confirm`), "Conflict");
    for (const _ of [1, 2]) {
      expect((await world.api.send("POST", `${path}/cancel`)).body).toMatchObject({ status: "canceled" });
    }
    refused(await world.api.send("POST", `${path}/confirm`), "Conflict");
  });

  it("is not canceled when it is over", async () => {
    const { attempt, start_url } = ok(await create({ type: MADE_UP }), OAuthAttemptCreated, 201);
    await connectInBrowser(start_url);
    refused(await world.api.send("POST", `/oauth-attempts/${attempt.id}/cancel`), "Conflict");
  });
});
