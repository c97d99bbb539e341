import { ApiError } from "./api-error.ts";
import { type Answer, readAnswer } from "./read-answer.ts";
import type { TokenSource } from "./token-source.ts";

const TIMEOUT_MS = 30_000;

type Transport = { baseUrl: string; tokens: TokenSource };
type QueryValue = string | number | boolean | undefined;
type GetOptions = { query?: Record<string, QueryValue>; signal?: AbortSignal };
/** `json`: a body that is written already, for what would not survive being parsed. */
type SendOptions = { body?: unknown; json?: string; signal?: AbortSignal };
type Call = SendOptions & { method: string; path: string; query?: Record<string, QueryValue> };

let transport: Transport | undefined;

/** Must be called before the first request; `baseUrl` is empty in the browser (same origin). */
export function connectApi(next: Transport): void {
  transport = next;
}

/** Where and as whom this page calls. */
export function connected(): Transport {
  if (!transport) throw new Error("connectApi() was not called");
  return transport;
}

/** `T` is the contract type of the answer. */
export function apiGet<T>(path: string, { query, signal }: GetOptions = {}): Promise<T> {
  return call({ method: "GET", path, query, signal }).then((answer) => readAnswer<T>(answer));
}

/** The answer as it is written, for what would not survive being parsed. */
export async function apiGetText(path: string, { query, signal }: GetOptions = {}): Promise<string> {
  const answer = await call({ method: "GET", path, query, signal });
  readAnswer(answer);
  return answer.text;
}

export function apiSend<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: SendOptions = {},
): Promise<T> {
  return call({ method, path, ...options }).then((answer) => readAnswer<T>(answer));
}

async function call(request: Call): Promise<Answer> {
  const { tokens } = connected();
  const token = await unlessAborted(tokens.token(), request.signal);
  const answer = await send(request, token);
  if (answer.status !== 401) return answer;
  const renewed = await unlessAborted(tokens.replace(token), request.signal);
  const replayed = await send(request, renewed);
  if (replayed.status !== 401) return replayed;
  tokens.refuse(renewed);
  throw sessionEnded();
}

async function send({ method, path, query, body, json, signal }: Call, token: string): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const headers = new Headers({ accept: "application/json", authorization: `Bearer ${token}` });
  const text = json ?? (body === undefined ? undefined : JSON.stringify(body));
  if (text !== undefined) headers.set("content-type", "application/json");
  try {
    const response = await fetch(`${connected().baseUrl}/api/v1${path}${toSearch(query)}`, {
      method,
      headers,
      body: text ?? null,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      credentials: "omit",
      cache: "no-store",
    });
    const requestId = response.headers.get("x-request-id") ?? undefined;
    const retryAfterMs = readRetryAfter(response.headers.get("retry-after"));
    return { status: response.status, text: await response.text(), requestId, retryAfterMs };
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ApiError({ status: 0, name: "NetworkError", cause });
  }
}

/** Our server says seconds. */
function readRetryAfter(seconds: string | null): number | undefined {
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

function toSearch(query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(key, String(value));
  }
  return search.size === 0 ? "" : `?${search}`;
}

/** Waiting for a token has no end of its own, so a cancelled call must leave it; the wait itself is shared. */
export async function unlessAborted(token: Promise<string>, signal: AbortSignal | undefined): Promise<string> {
  signal?.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const handleAbort = () => aborted.reject(signal?.reason);
  signal?.addEventListener("abort", handleAbort, { once: true });
  try {
    return await Promise.race([token, aborted.promise]);
  } catch (cause) {
    signal?.throwIfAborted();
    throw sessionEnded(cause);
  } finally {
    signal?.removeEventListener("abort", handleAbort);
  }
}

function sessionEnded(cause?: unknown): ApiError {
  return new ApiError({ status: 401, name: "SessionEnded", cause });
}
