import type { IncomingMessage } from "node:http";
import { type JsonRecord, isRecord } from "./json.ts";

export type Reply = { status: number; headers: Record<string, string>; body: string | Uint8Array };

const BODY_BYTES_MAX = 1024 * 1024;

/** An expected refusal; the server answers it in the same envelope as the API's own errors. */
export class HttpError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, message: string, body: unknown = { message, error: { name: "HostError", message } }) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

export function jsonReply(status: number, value: unknown): Reply {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, headers, body: JSON.stringify(value) };
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_BYTES_MAX) throw new HttpError(413, "The body is too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** An absent body is an empty object. */
export async function readJson(request: IncomingMessage): Promise<JsonRecord> {
  const text = (await readBody(request)).toString("utf8");
  if (text === "") return {};
  const value = parseJson(text);
  if (!isRecord(value)) throw new HttpError(400, "The body must be a JSON object");
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError(400, `The body is not JSON: ${cause instanceof Error ? cause.message : "unreadable"}`);
  }
}

/**
 * The origin that the browser shows for this page. A browser names it in `Origin`; one that differs from the host
 * asked for is another site calling our backend, and gets a 403.
 */
export function ownOrigin(headers: { host?: string | undefined; origin?: string | undefined }): string {
  const host = headers.host ?? "";
  const { origin } = headers;
  if (origin === undefined) return `http://${host}`;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new HttpError(403, "Another site's request");
  return origin;
}
