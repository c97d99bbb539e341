import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IntegrationsPage } from "#lib/contracts/integrations.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { createDestinations } from "#lib/server/providers/registry.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { makeWebhook, mintSession } from "#lib/testing/api/factories.ts";
import { withFakeDestination } from "#lib/testing/providers/fake-destination.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";

const REASON = "Register an OAuth client with Slack and set MESHES_PROVIDER_SLACK_CLIENT_ID";

/** A webhook, something behind an API key, and something that the operator has to set up first. */
function destinations() {
  const webhook = withFakeDestination.of("webhook");
  const fakeDestination = withFakeDestination.of("resend");
  if (webhook === undefined || fakeDestination === undefined)
    throw new Error("The destinations of the test are not there");
  const slack = {
    ...fakeDestination,
    integration: { ...fakeDestination.integration, name: "Slack", type: "slack" as const },
    missingSetup: ({ clientId }: { clientId?: string | undefined }) => (clientId === undefined ? REASON : undefined),
  };
  return createDestinations([fakeDestination, slack, webhook]);
}

let bare: TestServer;
let configured: TestServer;
let tenant: Tenant;

beforeAll(async () => {
  bare = await startTestServer({}, undefined, destinations());
  configured = await startTestServer({ MESHES_PROVIDER_SLACK_CLIENT_ID: "client" }, undefined, destinations());
  tenant = await bare.tenant();
});

afterAll(async () => {
  await bare.close();
  await configured.close();
});

async function listed(api: ApiClient, query = "") {
  return ok(await api.send("GET", `/integrations${query}`), IntegrationsPage);
}

async function sessionOf(server: TestServer, of: Tenant, fields: object = {}): Promise<ApiClient> {
  const { access_token } = await mintSession(server.as(of), of, fields);
  return apiClient(server.url, { kind: "bearer", token: access_token });
}

const shown = (page: IntegrationsPage) => page.records.map(({ type, available }) => [type, available]);

describe("the catalog of integrations", () => {
  it("tells the operator what is missing", async () => {
    const page = await listed(bare.as(tenant));
    expect(shown(page)).toEqual([
      ["resend", true],
      ["slack", false],
      ["webhook", true],
    ]);
    expect(page.records.map(({ unavailable_reason }) => unavailable_reason)).toEqual([undefined, REASON, undefined]);
  });

  it("shows end users only what they can connect, without a reason", async () => {
    for (const session_type of ["workspace", "resource"]) {
      const resourceScope = session_type === "resource" ? { resource: "account", resource_id: "1" } : {};
      const answer = await listed(await sessionOf(bare, tenant, { session_type, ...resourceScope }));
      expect(shown(answer)).toEqual([
        ["resend", true],
        ["webhook", true],
      ]);
      expect(JSON.stringify(answer)).not.toContain("MESHES_PROVIDER");
    }
  });

  it("keeps a type that the workspace has connected, so that its connections can be read and removed", async () => {
    const other = await bare.tenant();
    const { id } = await makeWebhook(bare.as(other), other.workspaceId);
    await bare.database.pool.query("update connections set type = 'slack' where id = $1", [id]);
    const page = await listed(await sessionOf(bare, other));
    expect(shown(page)).toContainEqual(["slack", false]);
    expect(JSON.stringify(page)).not.toContain("unavailable_reason");
    expect(shown(await listed(await sessionOf(bare, tenant)))).not.toContainEqual(["slack", false]);
    await bare.database.pool.query("update connections set deleted_at = now() where id = $1", [id]);
    expect(shown(await listed(await sessionOf(bare, other)))).not.toContainEqual(["slack", false]);
  });

  it("offers to all what the operator has configured", async () => {
    const own = await configured.tenant();
    for (const api of [configured.as(own), await sessionOf(configured, own)]) {
      expect(shown(await listed(api))).toContainEqual(["slack", true]);
    }
  });

  it("is paged over what the caller sees", async () => {
    const api = await sessionOf(bare, tenant);
    const first = await listed(api, "?limit=1");
    expect(first).toMatchObject({ count: 1, next_cursor: "resend" });
    const second = await listed(api, "?limit=1&cursor=resend");
    expect(second).toMatchObject({ count: 1, next_cursor: null });
    expect(shown(second)).toEqual([["webhook", true]]);
    badRequest(await api.send("GET", "/integrations?cursor=zoom"), "cursor");
  });
});
