import type { ApiCredentials } from "./host-options.ts";
import { HttpError } from "./http.ts";
import { type JsonRecord, recordAt, recordsOf, textAt } from "./json.ts";
import { type MeshesApi, createMeshesApi } from "./meshes-api.ts";
import { receiverSecret } from "./receiver.ts";
import { HOME_SHOP } from "./sample-events.ts";

const DEMO_CONNECTION_NAME = "Order desk webhook";

type DemoRule = { event: string; resource?: string; resource_id?: string };

/** The last one carries the resource of a resource session, which sees no other rule. */
const DEMO_RULES: readonly DemoRule[] = [
  { event: "booking.created" },
  { event: "invoice.paid" },
  { event: "contact.created" },
  { event: "repair.completed", resource: "shop", resource_id: HOME_SHOP },
];

/** Gives the workspace a webhook to this host and a rule for each sample event. Run again, it adds only what is missing. */
export async function ensureDemoWorkspace(
  options: ApiCredentials & { hostUrl: string },
): Promise<{ connectionId: string; rulesCreated: number }> {
  const api = createMeshesApi(options);
  const connectionId = await ensureConnection(api, options);
  const rules = recordsOf(await api({ method: "GET", path: `/workspaces/${options.workspaceId}/rules` }));
  const missing = DEMO_RULES.filter((rule) => !rules.some((existing) => isSameRule(existing, rule, connectionId)));
  for (const rule of missing) {
    const body = { workspace: options.workspaceId, connection: connectionId, ...rule };
    await api({ method: "POST", path: "/rules", body: { ...body, metadata: { action: "send_webhook" } } });
  }
  return { connectionId, rulesCreated: missing.length };
}

async function ensureConnection(api: MeshesApi, options: ApiCredentials & { hostUrl: string }): Promise<string> {
  const path = `/workspaces/${options.workspaceId}/connections`;
  const all = recordsOf(await api({ method: "GET", path }));
  const existing = all.find((connection) => connection["name"] === DEMO_CONNECTION_NAME);
  const url = `${options.hostUrl}/receiver`;
  if (existing === undefined) return createConnection(api, options, url);
  const metadata = recordAt(existing, "metadata");
  if (metadata["url"] !== url) {
    // Another address must be given the secret again: a stored one never follows to another host.
    const secret = { hmac_secret: receiverSecret(options.secretKey, options.workspaceId) };
    const body = { name: DEMO_CONNECTION_NAME, metadata: { ...metadata, ...secret, url, skip_test: true } };
    await api({ method: "PUT", path: `/connections/${idOf(existing)}`, body });
  }
  return idOf(existing);
}

async function createConnection(api: MeshesApi, options: ApiCredentials, url: string): Promise<string> {
  const metadata = {
    url,
    http_method: "POST",
    payload_mode: "wrapped",
    auth_scheme: "none",
    hmac_algorithm: "sha256",
    hmac_secret: receiverSecret(options.secretKey, options.workspaceId),
    skip_test: true,
  };
  const body = { workspace: options.workspaceId, type: "webhook", name: DEMO_CONNECTION_NAME, metadata };
  return idOf(recordAt(await api({ method: "POST", path: "/connections", body }), "connection"));
}

function isSameRule(existing: JsonRecord, rule: DemoRule, connectionId: string): boolean {
  if (existing["connection"] !== connectionId || existing["event"] !== rule.event) return false;
  return textAt(existing, "resource") === rule.resource && textAt(existing, "resource_id") === rule.resource_id;
}

function idOf(connection: JsonRecord): string {
  const id = textAt(connection, "id");
  if (id === undefined) throw new HttpError(502, "The Meshes API answered a connection without an id.");
  return id;
}
