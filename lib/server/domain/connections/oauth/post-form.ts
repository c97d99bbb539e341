import type { EgressClient, EgressResult } from "#lib/server/egress/egress-client.ts";
import { loaded, refused, type Loaded, type Refused } from "#lib/server/providers/kit/fault.ts";
import { collectSecretTexts } from "#lib/server/providers/kit/mask.ts";
import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { parseJson } from "#lib/server/providers/kit/parse-json.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { Log } from "#lib/server/runtime/log.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import type { OAuthOptions } from "./endpoints.ts";

/** The operator's OAuth client at one provider, and what reaches the provider. */
export type OAuthClient = {
  /** The provider's, for people. */
  name: string;
  oauth: OAuthDescriptor;
  operator: OperatorSettings;
  options: OAuthOptions;
  egress: EgressClient;
  log: Log;
  timeoutMs: number;
};

/** `secretTexts`: what the request proved itself with, in every spelling; an answer may repeat it. */
export type FormAnswer = { status: number; json: unknown; secretTexts: readonly string[] };

type FormPost = {
  url: string;
  form: Readonly<Record<string, string>>;
  authenticate: "basic" | "body" | "bearer" | "none";
  /** What is sent as Bearer. */
  token?: string;
};

const USER_AGENT = "Meshes/1.0";
const ANSWER_BYTES_MAX = 64 * 1024;

/** One form post to an authorization server. What passes by itself is a fault already; other statuses are answers. */
export async function postForm(
  client: OAuthClient,
  { url, form, authenticate, token }: FormPost,
): Promise<Loaded<FormAnswer>> {
  const { name, egress, timeoutMs } = client;
  const proof = clientCredentials(client, authenticate, token);
  if (!proof.ok) return proof;
  const { headers = {}, inForm = {} } = proof.value;
  const result = await egress.send({
    method: "POST",
    url,
    headers: {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": USER_AGENT,
      ...headers,
    },
    body: new URLSearchParams({ ...form, ...inForm }).toString(),
    timeoutMs,
    responseBytesMax: ANSWER_BYTES_MAX,
  });
  if (result.kind !== "response") return transportFault(name, result);
  const judged = classifyTokenResponse(name, result);
  const secretTexts = collectSecretTexts(headers, [client.operator.clientSecret ?? ""]);
  return judged.ok ? loaded({ ...judged.value, secretTexts }) : judged;
}

type Proof = { headers?: Record<string, string>; inForm?: Record<string, string> };

/** Who asks. RFC 6749, 2.3.1: id and secret are form-encoded before they are joined for Basic. */
function clientCredentials(
  { name, operator: { clientId, clientSecret } }: OAuthClient,
  authenticate: FormPost["authenticate"],
  token: string | undefined,
): Loaded<Proof> {
  if (authenticate === "none") return loaded({});
  if (authenticate === "bearer") return loaded({ headers: { authorization: `Bearer ${token ?? ""}` } });
  if (clientId === undefined || clientSecret === undefined) {
    const message = `The operator of this server has not configured an OAuth client for ${name}`;
    return refused("transient", message, { code: "not_configured" });
  }
  if (authenticate === "body") return loaded({ inForm: { client_id: clientId, client_secret: clientSecret } });
  const joined = [clientId, clientSecret].map(formEncoded).join(":");
  return loaded({ headers: { authorization: `Basic ${Buffer.from(joined).toString("base64")}` } });
}

function formEncoded(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

function classifyTokenResponse(
  name: string,
  result: Extract<EgressResult, { kind: "response" }>,
): Loaded<Omit<FormAnswer, "secretTexts">> {
  const { statusCode: status, headers, body, truncated } = result;
  const passes = status === 408 || status === 425 || status === 429 || status >= 500;
  if (truncated) return refused("transient", `The response of ${name} is too large to read`, { statusCode: status });
  if (!passes) return loaded({ status, json: parseJson(body) });
  return refused(
    status === 429 ? "rate_limited" : "transient",
    `${name} answered ${status} when access was requested`,
    {
      statusCode: status,
      retryAfterMs: parseRetryAfter(headers["retry-after"], clock.now()),
    },
  );
}

/** Never ambiguous: what was to be delivered was not sent yet. */
function transportFault(name: string, result: Exclude<EgressResult, { kind: "response" }>): Refused {
  if (result.kind === "timeout") {
    const message = `${name} did not answer in time when access was requested`;
    return refused("transient", message, { transport: "timeout" });
  }
  return refused("transient", `${name}, when access was requested: ${result.problem}`, {
    transport: result.kind === "busy" ? "busy" : "network",
  });
}

/** An answer that says neither yes nor no, as of a proxy that is in the way. */
export function answerFault({ name }: OAuthClient, { status: statusCode }: FormAnswer): Refused {
  const message = `${name} sent a response that could not be understood when access was requested (${statusCode})`;
  return refused("transient", message, { statusCode });
}
