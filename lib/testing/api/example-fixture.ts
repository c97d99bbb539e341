import { AttemptsPage } from "#lib/contracts/attempts.ts";
import { ProblemsPage } from "#lib/contracts/problems.ts";
import { RetryCreated } from "#lib/contracts/retries.ts";
import { WorkspaceDetail } from "#lib/contracts/workspaces.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { beginAttempt } from "../oauth/oauth-journey.ts";
import type { TestServer } from "../server/test-server.ts";
import { ok } from "./answers.ts";
import { machineToken, type ApiClient } from "./api-client.ts";
import { emit, makeRule, makeWebhook, mintSession, untilEnded } from "./factories.ts";
import type { Receiver } from "./receiver.ts";

/** The variables that the documents use. A page that makes one of them itself overrides it with `save=`. */
export type ExampleFixture = {
  read(names: ReadonlySet<string>): Promise<Record<string, string>>;
  save(name: string, value: string): void;
};

type Maker = () => Promise<Record<string, string>>;

/** A customer of its own for a page, with what its examples start from, each made when it is first asked for. */
export async function makeExampleFixture(server: TestServer, receiver: Receiver): Promise<ExampleFixture> {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  const { publishable_key: key } = ok(await api.send("GET", `/workspaces/${tenant.workspaceId}`), WorkspaceDetail);
  const known: Record<string, string> = {
    MESHES_URL: server.url,
    ORGANIZATION_ID: tenant.organizationId,
    ACCESS_KEY: tenant.accessKey,
    SECRET_KEY: tenant.secretKey,
    WORKSPACE_ID: tenant.workspaceId,
    PUBLISHABLE_KEY: key.public_key,
    RECEIVER_URL: receiver.url,
  };
  const makers = createMakers(tenant, api, receiver);
  const making = new Map<string, Promise<Record<string, string>>>();
  return {
    read: async (names) => {
      for (const name of names) {
        const group = Object.keys(makers).find((candidate) => candidate.split(" ").includes(name));
        if (group === undefined || name in known) continue;
        if (!making.has(group)) making.set(group, makers[group]?.() ?? Promise.resolve({}));
        Object.assign(known, { ...(await making.get(group)), ...known });
      }
      // Each block signs anew, as a reader does.
      return { ...known, TOKEN: await machineToken(tenant) };
    },
    save: (name, value) => {
      known[name] = value;
    },
  };
}

function createMakers(tenant: Tenant, api: ApiClient, receiver: Receiver): Record<string, Maker> {
  const { workspaceId } = tenant;
  return {
    "CONNECTION_ID RULE_ID EVENT_ID": async () => {
      const connection = await makeWebhook(api, workspaceId, { url: receiver.url });
      const rule = await makeRule(api, connection);
      const event = await emit(api, workspaceId);
      await untilEnded(api, event.id);
      return { CONNECTION_ID: connection.id, RULE_ID: rule.id, EVENT_ID: event.id };
    },
    "FAILED_CONNECTION_ID FAILED_RULE_ID FAILED_EVENT_ID ATTEMPT_ID": async () => {
      const connection = await makeWebhook(api, workspaceId, { url: `${receiver.url}/refuses` });
      const rule = await makeRule(api, connection, { event: "invoice.paid" });
      const event = await emit(api, workspaceId, { event: "invoice.paid" });
      await untilEnded(api, event.id);
      const path = `/events/${event.id}/rules/${rule.id}/attempts`;
      const { records } = ok(await api.send("GET", path), AttemptsPage);
      return {
        FAILED_CONNECTION_ID: connection.id,
        FAILED_RULE_ID: rule.id,
        FAILED_EVENT_ID: event.id,
        ATTEMPT_ID: records[0]?.id ?? "",
      };
    },
    PROBLEM_ID: async () => {
      const connection = await makeWebhook(api, workspaceId, { url: `${receiver.url}/refuses` });
      await makeRule(api, connection, { event: "payout.failed" });
      const event = await emit(api, workspaceId, { event: "payout.failed" });
      await untilEnded(api, event.id);
      const path = `/workspaces/${workspaceId}/problems?connection_id=${connection.id}`;
      return { PROBLEM_ID: ok(await api.send("GET", path), ProblemsPage).records[0]?.id ?? "" };
    },
    RETRY_ID: async () => {
      const answer = await api.send("POST", `/workspaces/${workspaceId}/retries`, { filter: {} });
      return { RETRY_ID: ok(answer, RetryCreated, 201).retry.id };
    },
    OAUTH_ATTEMPT_ID: async () => {
      const { attempt } = await beginAttempt(api, workspaceId, { type: "slack" });
      return { OAUTH_ATTEMPT_ID: attempt.id };
    },
    SESSION_ID: async () => ({ SESSION_ID: (await mintSession(api, tenant)).session_id }),
    SESSION_TOKEN: async () => ({ SESSION_TOKEN: (await mintSession(api, tenant, { role: "admin" })).access_token }),
  };
}
