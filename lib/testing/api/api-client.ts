import { SignJWT } from "jose";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { checkedFetch } from "./checked-fetch.ts";

export type ApiAnswer = { status: number; headers: Headers; body: unknown; text: string };
export type Credential =
  | { kind: "machine"; tenant: Tenant }
  | { kind: "bearer"; token: string }
  | { kind: "publishable"; key: string }
  | { kind: "none" };

/** A machine JWT as the public SDKs make it: HS256, 30 s, keyed with the secret's text. */
export async function machineToken(
  tenant: Tenant,
  overrides: { header?: object; claims?: object; secret?: string } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `urn:meshes:m2m:${tenant.accessKey}`,
    aud: "meshes-api",
    org: tenant.organizationId,
    iat: now,
    exp: now + 30,
    ...overrides.claims,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: tenant.accessKey, ...overrides.header })
    .sign(new TextEncoder().encode(overrides.secret ?? tenant.secretKey));
}

async function authHeaders(credential: Credential): Promise<Record<string, string>> {
  switch (credential.kind) {
    case "machine":
      return { authorization: `Bearer ${await machineToken(credential.tenant)}` };
    case "bearer":
      return { authorization: `Bearer ${credential.token}` };
    case "publishable":
      return { "x-meshes-publishable-key": credential.key };
    case "none":
      return {};
  }
}

export type ApiClient = {
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
};

/** Calls `/api/v1` over HTTP as this caller. `body` is sent as JSON; a string is sent as it is. */
export function apiClient(baseUrl: string, credential: Credential): ApiClient {
  return {
    send: async (method, path, body, headers = {}) => {
      const response = await checkedFetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { "content-type": "application/json", ...(await authHeaders(credential)), ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await readText(response);
      const isJson = text !== "" && response.headers.get("content-type")?.includes("json") === true;
      return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
    },
  };
}

/** A stream has no end of its own: only that it has begun is read. */
async function readText(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true) return response.text();
  await response.body?.cancel();
  return "";
}
