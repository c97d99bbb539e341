import { ConnectionCreated, type Connection } from "#lib/contracts/connections.ts";
import { EventCreated, EventDetail, type AcceptedEvent } from "#lib/contracts/events.ts";
import { RuleCreated, type Rule } from "#lib/contracts/rules.ts";
import { CreatedSession } from "#lib/contracts/sessions.ts";
import { WorkspaceCreated, WorkspaceDetail, type Workspace } from "#lib/contracts/workspaces.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { randomBase62 } from "#lib/server/runtime/ids.ts";
import { until } from "../server/until.ts";
import { ok } from "./answers.ts";
import type { ApiClient } from "./api-client.ts";

/** Where nobody listens, for connections whose deliveries do not matter to a test. */
export const NOWHERE = "http://127.0.0.1:9/hook";
export const HOST_ORIGIN = "https://app.example.com";

/** A name that no other object of the test has. */
export function uniqueName(prefix: string): string {
  return `${prefix} ${randomBase62(8)}`;
}

export async function makeWorkspace(api: ApiClient, name = uniqueName("Workspace")): Promise<Workspace> {
  return ok(await api.send("POST", "/workspaces", { name }), WorkspaceCreated, 201).workspace;
}

export async function readPublishableKey(api: ApiClient, workspace: string): Promise<string> {
  return ok(await api.send("GET", `/workspaces/${workspace}`), WorkspaceDetail).publishable_key.public_key;
}

/** A webhook connection; not tried on save unless `skip_test: false` is among the metadata. */
export async function makeWebhook(api: ApiClient, workspace: string, metadata: object = {}): Promise<Connection> {
  const body = {
    workspace,
    type: "webhook",
    name: uniqueName("Hook"),
    metadata: { url: NOWHERE, skip_test: true, ...metadata },
  };
  return ok(await api.send("POST", "/connections", body), ConnectionCreated, 201).connection;
}

export async function makeRule(api: ApiClient, connection: Connection, fields: object = {}): Promise<Rule> {
  const body = {
    workspace: connection.workspace,
    connection: connection.id,
    event: "user.signup",
    metadata: { action: "send_webhook" },
    ...fields,
  };
  return ok(await api.send("POST", "/rules", body), RuleCreated, 201).rule;
}

export async function emit(api: ApiClient, workspace: string, fields: object = {}): Promise<AcceptedEvent> {
  const body = { workspace, event: "user.signup", payload: { email: "ann@example.com" }, ...fields };
  return ok(await api.send("POST", "/events", body), EventCreated, 201).event;
}

/** The event once nothing of it is open any more. */
export function untilEnded(api: ApiClient, eventId: string): Promise<EventDetail> {
  return until(`event ${eventId} to end`, async () => {
    const event = ok(await api.send("GET", `/events/${eventId}`), EventDetail);
    return ["completed", "failed", "canceled"].includes(event.status) ? event : undefined;
  });
}

export async function mintSession(api: ApiClient, tenant: Tenant, fields: object = {}): Promise<CreatedSession> {
  const body = { workspace_id: tenant.workspaceId, allowed_origins: [HOST_ORIGIN], ...fields };
  return ok(await api.send("POST", "/sessions", body), CreatedSession);
}
