import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { prepareFolder } from "#lib/testing/api/doc-examples.ts";
import { serveExample, type ServedExample } from "#lib/testing/api/serve-example.ts";
import { freePort } from "#lib/testing/server/free-port.ts";
import type { Stack } from "./stack.ts";

/** The host of the embed quickstart as the documentation prints it; `attributes` are added to its frame. */
export async function startDocumentedHost(stack: Stack, tenant: Tenant, attributes = ""): Promise<ServedExample> {
  const folder = mkdtempSync(join(tmpdir(), "meshes-docs-host-"));
  prepareFolder(folder);
  const file = join(folder, "host.html");
  writeFileSync(file, readFileSync(file, "utf8").replace("<iframe", `<iframe ${attributes}`));
  const variables = {
    MESHES_URL: stack.url,
    ORGANIZATION_ID: tenant.organizationId,
    ACCESS_KEY: tenant.accessKey,
    SECRET_KEY: tenant.secretKey,
    WORKSPACE_ID: tenant.workspaceId,
  };
  return serveExample("host.js", folder, variables, await freePort("127.0.0.1"));
}
