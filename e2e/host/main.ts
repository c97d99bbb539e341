import { ensureDemoWorkspace } from "./ensure-demo-workspace.ts";
import { startHost } from "./start-host.ts";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

const credentials = {
  apiUrl: process.env["MESHES_API_URL"] ?? "http://localhost:3000",
  organizationId: required("MESHES_ORGANIZATION_ID"),
  accessKey: required("MESHES_ACCESS_KEY"),
  secretKey: required("MESHES_SECRET_KEY"),
  workspaceId: required("MESHES_WORKSPACE_ID"),
};

const host = await startHost({
  ...credentials,
  port: Number(process.env["HOST_PORT"] ?? "4000"),
  hostname: process.env["HOST_HOSTNAME"] ?? "127.0.0.1",
});
console.log(`Host page: ${host.url}`);

try {
  const { rulesCreated } = await ensureDemoWorkspace({ ...credentials, hostUrl: host.url });
  console.log(`Demo workspace ready, ${rulesCreated} rules added.`);
} catch (cause) {
  console.error("The demo workspace could not be set up; start again when the API is up.", cause);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void host.close());
