import { createHmac } from "node:crypto";
import { checkedFetch } from "./checked-fetch.ts";

/** How the public client libraries speak on the wire, made again from their documentation. */

export type Credentials = { organizationId: string; accessKey: string; secretKey: string };
type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** What the Node libraries throw for an answer that is not 2xx. */
export class ClientError extends Error {
  readonly status: number;
  readonly data: unknown;

  constructor(status: number, data: unknown) {
    super(`Meshes API ${status}: ${JSON.stringify(data)}`);
    this.status = status;
    this.data = data;
  }
}

const ORGANIZATION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const ACCESS_KEY = /^mk_[A-Za-z0-9_-]{22,}$/;
const SECRET_KEY = /^[A-Za-z0-9_-]{43,}$/;
const PUBLISHABLE_KEY = /^mesh_pub_([A-Za-z0-9\-.]+)_([A-Za-z0-9\-.]+)_([^_]+)$/;

function requireForm(value: string, form: RegExp): void {
  if (!form.test(value)) throw new Error(`The client refuses ${value}`);
}

/** HS256 over the secret's text, for 30 seconds. */
function signToken({ organizationId, accessKey, secretKey }: Credentials): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = { alg: "HS256", typ: "JWT", kid: accessKey };
  const claims = {
    iss: `urn:meshes:m2m:${accessKey}`,
    aud: "meshes-api",
    org: organizationId,
    iat: now,
    exp: now + 30,
  };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", secretKey).update(signed, "utf8").digest("base64url")}`;
}

/** JSON, else text, else null; anything but 2xx is thrown. */
async function readAsNode(response: Response): Promise<unknown> {
  const text = await response.text();
  const data = parseOr(text);
  if (!response.ok) throw new ClientError(response.status, data);
  return data;
}

function parseOr(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The management client for Node: JSON headers on every request, whether there is a body or not. */
export function nodeClient(baseUrl: string, credentials: Credentials): Call {
  requireForm(credentials.organizationId, ORGANIZATION_ID);
  requireForm(credentials.accessKey, ACCESS_KEY);
  requireForm(credentials.secretKey, SECRET_KEY);
  return async (method, path, body) => {
    const headers = {
      Authorization: `Bearer ${signToken(credentials)}`,
      "X-Meshes-Client": "Meshes API Client v1.0.0",
      "Content-Type": "application/json",
      Accept: "application/json",
    };
    return readAsNode(await checkedFetch(`${baseUrl}/api/v1${path}`, { method, headers, ...jsonBody(body) }));
  };
}

function jsonBody(body: unknown): { body?: string } {
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

/** The client for events, in Node and in browsers. */
export function nodeEventsClient(baseUrl: string, publishableKey: string, own: Record<string, string> = {}): Call {
  requireForm(publishableKey, PUBLISHABLE_KEY);
  return async (method, path, body) => {
    const headers = {
      ...own,
      "X-Meshes-Publishable-Key": publishableKey,
      "X-Meshes-Client": "Meshes Events Client v1.0.0",
      "Content-Type": "application/json",
      Accept: "application/json",
    };
    return readAsNode(await checkedFetch(`${baseUrl}/api/v1${path}`, { method, headers, ...jsonBody(body) }));
  };
}

/** The MCP server: the Node client behind a base URL of any spelling. */
export function mcpClient(apiUrl: string, credentials: Credentials): Call {
  const url = apiUrl.replace(/\/+$/, "");
  return nodeClient(url.replace(/\/api\/v\d+$/, ""), credentials);
}

/** The Go client: no header of its own, a content type only with a body, and a body only where the type says JSON. */
export function goClient(baseUrl: string, authorize: { machine: Credentials } | { publishable: string }): Call {
  return async (method, path, body) => {
    const credential: Record<string, string> =
      "machine" in authorize
        ? { Authorization: `Bearer ${signToken(authorize.machine)}` }
        : { "X-Meshes-Publishable-Key": authorize.publishable };
    const headers = { ...credential, ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
    const response = await checkedFetch(`${baseUrl}/api/v1${path}`, { method, headers, ...jsonBody(body) });
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    const data: unknown = isJson ? JSON.parse(await response.text()) : undefined;
    if (!response.ok) throw new ClientError(response.status, data);
    return data;
  };
}
