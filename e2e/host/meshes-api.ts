import type { ApiCredentials } from "./host-options.ts";
import { HttpError } from "./http.ts";
import { recordAt, textAt } from "./json.ts";
import { mintMachineJwt } from "./machine-jwt.ts";

const TIMEOUT_MS = 10_000;

export type ApiCall = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/v1`. */
  path: string;
  body?: unknown;
  /** Sent instead of the machine JWT; the ingest routes take it. */
  publishableKey?: string;
};

export type MeshesApi = (call: ApiCall) => Promise<unknown>;

/** Calls the public API. An error answer is thrown with the API's own status and body, no answer as a 502. */
export function createMeshesApi(credentials: ApiCredentials): MeshesApi {
  return async function callApi(call) {
    const url = new URL(`/api/v1${call.path}`, credentials.apiUrl);
    const response = await request(url, call, await authorization(credentials, call));
    const text = await response.text();
    const body = readAnswer(text);
    if (response.ok) return body;
    throw new HttpError(response.status, reasonOf(response, body), body ?? undefined);
  };
}

async function authorization(credentials: ApiCredentials, call: ApiCall): Promise<Record<string, string>> {
  if (call.publishableKey !== undefined) return { "x-meshes-publishable-key": call.publishableKey };
  return { authorization: `Bearer ${await mintMachineJwt(credentials)}` };
}

async function request(url: URL, call: ApiCall, auth: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, {
      method: call.method,
      headers: { accept: "application/json", "content-type": "application/json", ...auth },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  } catch (cause) {
    console.error(`[host] ${call.method} ${url.href} failed`, cause);
    throw new HttpError(502, `The Meshes API at ${url.origin} does not answer.`);
  }
}

/** Something in front of the API may answer with a page instead of JSON. */
function readAnswer(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(response: Response, body: unknown): string {
  const reason = textAt(recordAt(body, "error"), "message") ?? textAt(body, "message") ?? response.statusText;
  return `The Meshes API answered ${response.status}: ${reason}`;
}
