import { z } from "zod";
import { ConnectionCreated } from "#lib/contracts/connections.ts";
import { WorkspaceCreated, WorkspaceDetail } from "#lib/contracts/workspaces.ts";
import { createMachineKey } from "#lib/server/domain/tenancy/organizations/machine-keys.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { parseKeyRing, createSealer } from "#lib/server/runtime/sealed-secrets.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import type { BenchDatabase } from "./databases.ts";
import { EVENT_NAME } from "./event-body.ts";
import { ENCRYPTION_KEYS, type ServerProcess } from "./server-process.ts";

export type BenchTenant = Tenant & { publishableKey: string };

/** A customer as an operator and its backend make one: organization and key on the server, the rest over the API. */
export async function createTenant(database: BenchDatabase, server: ServerProcess): Promise<BenchTenant> {
  const organization = await createOrganization(database.db, "Bench");
  const app = { db: database.db, sealer: createSealer(parseKeyRing(ENCRYPTION_KEYS)) };
  const { accessKey, secretKey } = await createMachineKey(app, { organizationId: organization.id, name: "Bench" });
  const tenant = { organizationId: organization.id, accessKey, secretKey, workspaceId: "" };
  const { workspace } = await call(server, tenant, "POST", "/workspaces", WorkspaceCreated, { name: "Bench" });
  const found = await call(server, tenant, "GET", `/workspaces/${workspace.id}`, WorkspaceDetail);
  return { ...tenant, workspaceId: workspace.id, publishableKey: found.publishable_key.public_key };
}

/** One webhook connection to `url` and one rule that matches every event of the benchmarks. */
export async function createMatchingRule(
  server: ServerProcess,
  tenant: BenchTenant,
  url: string,
  name = "Sink",
): Promise<void> {
  const workspace = tenant.workspaceId;
  const metadata = { url, http_method: "POST", payload_mode: "wrapped", auth_scheme: "none", skip_test: true };
  const input = { workspace, type: "webhook", name, metadata };
  const { connection } = await call(server, tenant, "POST", "/connections", ConnectionCreated, input);
  const rule = { workspace, connection: connection.id, event: EVENT_NAME, metadata: { action: "send_webhook" } };
  await call(server, tenant, "POST", "/rules", z.unknown(), rule);
}

async function call<S extends z.ZodType>(
  server: ServerProcess,
  tenant: Tenant,
  method: string,
  path: string,
  schema: S,
  body?: object,
): Promise<z.output<S>> {
  const answer = await apiClient(server.url, { kind: "machine", tenant }).send(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
  return schema.parse(answer.body);
}
