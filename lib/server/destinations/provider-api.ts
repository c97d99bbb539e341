import type { z } from "zod";
import type { OutcomeCode } from "../../contracts/attempts.ts";
import type { EgressClient, EgressResult } from "../egress/egress-client.ts";

/** Why something could not be read from the provider: one sentence for people, a code for programs. */
export type LoadProblem = { code: Exclude<OutcomeCode, "delivered">; message: string };
export type Loaded<T> = { ok: true; value: T } | { ok: false; problem: LoadProblem };

export type ProviderRequest = { method?: "GET" | "POST"; url: string; headers: Record<string, string>; body?: string };

export type ProviderApi = {
  /** The JSON of a 2xx answer, checked; everything else is a problem. Never rejects for what the provider does. */
  readJson<S extends z.ZodType>(request: ProviderRequest, schema: S): Promise<Loaded<z.output<S>>>;
};

const ANSWER_BYTES_MAX = 2 * 1024 * 1024;

/** The provider's API for one load. All requests of the load together have `timeoutMs`. */
export function createProviderApi(egress: EgressClient, timeoutMs: number): ProviderApi {
  const deadline = performance.now() + timeoutMs;
  return {
    readJson: async (request, schema) => {
      const leftMs = Math.floor(deadline - performance.now());
      if (leftMs <= 0) return problem("timeout", `The provider did not answer everything within ${timeoutMs / 1000} s`);
      const limits = { responseBytesMax: ANSWER_BYTES_MAX, timeoutMs: leftMs };
      const result = await egress.send({ method: "GET", ...request, ...limits });
      const text = bodyOf(result);
      return text.ok ? parse(text.value, schema) : text;
    },
  };
}

export function problem(code: LoadProblem["code"], message: string): { ok: false; problem: LoadProblem } {
  return { ok: false, problem: { code, message } };
}

function bodyOf(result: EgressResult): Loaded<string> {
  switch (result.kind) {
    case "timeout":
      return problem("timeout", "The provider did not answer in time");
    case "network_error":
      return problem("network_error", result.problem);
    case "blocked":
      return problem("rejected_client_error", result.problem);
    case "response":
      if (result.statusCode < 200 || result.statusCode >= 300) return refusal(result.statusCode);
      return result.truncated
        ? problem("rejected_server_error", "The provider's answer is too large")
        : { ok: true, value: result.body };
  }
}

function refusal(status: number): { ok: false; problem: LoadProblem } {
  if (status === 401 || status === 403)
    return problem("auth_failed", `The provider refused the credentials of this connection (${status})`);
  if (status === 429) return problem("rate_limited", "The provider has had too many requests for now (429)");
  const code = status >= 500 ? "rejected_server_error" : "rejected_client_error";
  return problem(code, `The provider answered ${status}`);
}

const NOT_UNDERSTOOD = "The provider's answer could not be understood";

function parse<S extends z.ZodType>(text: string, schema: S): Loaded<z.output<S>> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  return parsed.success ? { ok: true, value: parsed.data } : problem("rejected_server_error", NOT_UNDERSTOOD);
}

function parseJson(text: string): Loaded<unknown> {
  try {
    return { ok: true, value: JSON.parse(text, (_key, value: unknown) => storable(value)) };
  } catch {
    // Not JSON, or nested so deeply that reading it overflows the stack.
    return problem("rejected_server_error", NOT_UNDERSTOOD);
  }
}

/** A provider may send anything, and PostgreSQL holds neither NUL nor half a surrogate pair. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return cleaned(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const isClean = Object.keys(value).every((key) => key === cleaned(key));
  return isClean ? value : Object.fromEntries(Object.entries(value).map(([key, item]) => [cleaned(key), item]));
}

function cleaned(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}
