import { AttemptsPage } from "#lib/contracts/attempts.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { EventDetail, type AcceptedEvent } from "#lib/contracts/events.ts";
import { ProblemsPage } from "#lib/contracts/problems.ts";
import { RetryCreated } from "#lib/contracts/retries.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import { beginAttempt } from "../oauth/oauth-journey.ts";
import { startTestServer, type TestServer } from "../server/test-server.ts";
import { until } from "../server/until.ts";
import { ok } from "./answers.ts";
import type { ApiClient } from "./api-client.ts";
import { emit, makeRule, makeWebhook, mintSession, uniqueName } from "./factories.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

/** A world needs a destination that is connected by OAuth; nothing of it calls the provider. */
export const OAUTH_VARIABLES = {
  MESHES_PROVIDER_SLACK_CLIENT_ID: "client-of-the-world",
  MESHES_PROVIDER_SLACK_CLIENT_SECRET: "secret-of-the-world",
};

/** The resource that the objects of a fixture belong to, for resource sessions. */
export const RESOURCE_SCOPE = { resource: "account", resource_id: "42" };

export type Delivery = { event: AcceptedEvent; rule: Rule; attemptId: string };

/** One object of every kind in one workspace, to aim requests at. */
export type ApiFixture = {
  tenant: Tenant;
  api: ApiClient;
  workspace: string;
  connection: Connection;
  delivery: Delivery;
  sessionId: string;
  /** The problem of the delivery. */
  problemId: string;
  /** A bulk retry of the resource. Nothing matches it. */
  retryId: string;
  /** An attempt to connect an account. Nobody has opened it. */
  oauthAttemptId: string;
  /** A delivery of its own that has failed once and is waiting for its next attempt. */
  retryingDelivery(): Promise<Delivery>;
};

export type StartedWorld = { server: TestServer; receiver: Receiver; world: ApiFixture; close(): Promise<void> };

/** A world on a server of its own, with a receiver that refuses and a long pause after it, so that deliveries stay as they are. */
export async function startApiFixture(variables: Record<string, string> = {}, log?: Log): Promise<StartedWorld> {
  const server = await startTestServer({ ...OAUTH_VARIABLES, MESHES_RETRY_SCHEDULE: "1h", ...variables }, log);
  const receiver = await startReceiver();
  receiver.behave(() => ({ status: 503 }));
  const tenant = await server.tenant();
  const world = await makeApiFixture(tenant, server.as(tenant), receiver);
  const close = async () => {
    await server.close();
    await receiver.close();
  };
  return { server, receiver, world, close };
}

/** Another world on a server as `startWorld` makes it. */
export async function makeApiFixture(
  tenant: Tenant,
  api: ApiClient,
  receiver: Receiver,
  options: { workspace?: string; resourceScope?: typeof RESOURCE_SCOPE } = {},
): Promise<ApiFixture> {
  const { workspace = tenant.workspaceId, resourceScope = RESOURCE_SCOPE } = options;
  const connection = await makeWebhook(api, workspace, { url: receiver.url });

  async function retryingDelivery(): Promise<Delivery> {
    const event = uniqueName("delivery");
    const rule = await makeRule(api, connection, { event, ...resourceScope });
    const accepted = await emit(api, workspace, { event, ...resourceScope });
    await until("the first attempt to be over", async () => {
      const { rule_events } = ok(await api.send("GET", `/events/${accepted.id}`), EventDetail);
      return rule_events[0]?.status === "retrying";
    });
    const path = `/events/${accepted.id}/rules/${rule.id}/attempts`;
    const { records } = ok(await api.send("GET", path), AttemptsPage);
    return { event: accepted, rule, attemptId: records[0]?.id ?? "" };
  }

  const delivery = await retryingDelivery();
  // A resource session of the resource, so that everybody can reach its retry who can reach the resource.
  const session = await mintSession(
    api,
    { ...tenant, workspaceId: workspace },
    { session_type: "resource", ...resourceScope },
  );
  const retryId = await makeRetry(api, workspace, session.access_token);
  const oauthAttemptId = (await beginAttempt(api, workspace, { type: "slack" })).attempt.id;
  const found = await api.send("GET", `/workspaces/${workspace}/problems?rule_id=${delivery.rule.id}`);
  const problemId = ok(found, ProblemsPage).records[0]?.id ?? "";
  const ids = { sessionId: session.session_id, problemId, retryId, oauthAttemptId };
  return { tenant, api, workspace, connection, delivery, ...ids, retryingDelivery };
}

function makeRetry(api: ApiClient, workspace: string, token: string): Promise<string> {
  return until("no other retry to run", async () => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await api.send("POST", `/workspaces/${workspace}/retries`, { filter: {} }, headers);
    return answer.status === 409 ? undefined : ok(answer, RetryCreated, 201).retry.id;
  });
}

/** The path parameters of every route, as ids of this world. */
export function pathParameters(world: ApiFixture, delivery: Delivery = world.delivery): Record<string, string> {
  return {
    workspace_id: world.workspace,
    connection_id: world.connection.id,
    rule_id: delivery.rule.id,
    event_id: delivery.event.id,
    attempt_id: delivery.attemptId,
    session_id: world.sessionId,
    problem_id: world.problemId,
    retry_id: world.retryId,
    oauth_attempt_id: world.oauthAttemptId,
  };
}

/** `/events/:event_id` with its parameters filled in. */
export function fillPath(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`No id for the parameter ${name}`);
    return id;
  });
}
