import type { TenancyApp } from "./context.ts";
import { createMachineKey } from "./organizations/machine-keys.ts";
import { createOrganization } from "./organizations/organizations.ts";
import { createWorkspace } from "./workspaces/write-workspaces.ts";

export type Tenant = { organizationId: string; accessKey: string; secretKey: string; workspaceId: string };

/** A whole tenant: an organization with a machine key and one workspace. For the demo and for tests. */
export async function provisionTenant(
  app: TenancyApp,
  names: { organization: string; workspace: string },
): Promise<Tenant> {
  const organization = await createOrganization(app.db, names.organization);
  const key = await createMachineKey(app, { organizationId: organization.id, name: names.organization });
  const scope = { organizationId: organization.id, workspaceId: undefined, resourceScope: undefined };
  const { workspace } = await createWorkspace({ ...app, scope, actor: key.accessKey }, { name: names.workspace });
  return {
    organizationId: organization.id,
    accessKey: key.accessKey,
    secretKey: key.secretKey,
    workspaceId: workspace.id,
  };
}
