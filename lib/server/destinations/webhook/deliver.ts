import { SECRET_MASK } from "../../../contracts/constants.ts";
import type { EgressClient, EgressResult } from "../../egress/egress-client.ts";
import type { Delivery } from "../definition.ts";
import type { AttemptOutcome, Exchange } from "../outcome.ts";
import { parseRetryAfter } from "../retry-after.ts";
import { buildWebhookRequest, type WebhookRequest } from "./build-request.ts";

const REQUEST_BODY_KEPT = 16 * 1024;

export async function deliverWebhook(delivery: Delivery, egress: EgressClient): Promise<AttemptOutcome> {
  const request = buildWebhookRequest(delivery);
  const result = await egress.send(request);
  return classify(result, request, delivery);
}

function classify(result: EgressResult, request: WebhookRequest, delivery: Delivery): AttemptOutcome {
  const { durationMs } = result;
  switch (result.kind) {
    case "response":
      return classifyResponse(result, request, delivery);
    case "timeout":
      return {
        kind: "retry",
        code: "timeout",
        message: result.problem,
        durationMs,
        exchange: exchangeOf(request, undefined),
      };
    case "network_error":
      return {
        kind: "retry",
        code: "network_error",
        message: result.problem,
        durationMs,
        exchange: exchangeOf(request, undefined),
      };
    case "blocked":
      return {
        kind: "failed",
        code: "rejected_client_error",
        message: result.problem,
        durationMs,
        exchange: exchangeOf(request, undefined),
      };
  }
}

type Response = Extract<EgressResult, { kind: "response" }>;

/** Success is 2xx only. 410 says that the endpoint is gone for good, so its connection is switched off. */
function classifyResponse(result: Response, request: WebhookRequest, { now, isTest }: Delivery): AttemptOutcome {
  const { statusCode, durationMs } = result;
  if (statusCode >= 200 && statusCode < 300) {
    return {
      kind: "delivered",
      code: "delivered",
      message: `Delivered: the endpoint answered ${statusCode}`,
      statusCode,
      durationMs,
      ...(isTest ? { exchange: exchangeOf(request, result) } : {}),
    };
  }
  const base = {
    statusCode,
    durationMs,
    exchange: exchangeOf(request, result),
    message: `The endpoint answered ${describe(statusCode, isTest)}`,
  };
  const retryAfterMs = parseRetryAfter(result.headers["retry-after"], now);
  const retryAfter = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (statusCode === 429) return { ...base, ...retryAfter, kind: "retry", code: "rate_limited" };
  if (statusCode === 410)
    return { ...base, kind: "inactive", reason: "manually_inactivated", code: "rejected_client_error" };
  if (statusCode === 401 || statusCode === 403) return { ...base, ...retryAfter, kind: "retry", code: "auth_failed" };
  if (statusCode === 408 || statusCode === 425)
    return { ...base, ...retryAfter, kind: "retry", code: "rejected_client_error" };
  if (statusCode >= 500) return { ...base, ...retryAfter, kind: "retry", code: "rejected_server_error" };
  return { ...base, kind: "failed", code: "rejected_client_error" };
}

function describe(statusCode: number, isTest: boolean): string {
  if (statusCode >= 300 && statusCode < 400) return `${statusCode}, a redirect, and redirects are not followed`;
  if (statusCode === 410) return isTest ? "410 Gone" : "410 Gone, so the connection was switched off";
  return String(statusCode);
}

function exchangeOf(request: WebhookRequest, result: Response | undefined): Exchange {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, maskHeader(name, value, request.secretHeaders)]),
  );
  return {
    request: {
      method: request.method,
      url: maskQuery(request.url),
      headers,
      body: request.body.slice(0, REQUEST_BODY_KEPT),
    },
    ...(result === undefined ? {} : { statusCode: result.statusCode }),
    headers: Object.fromEntries(
      Object.entries(result?.headers ?? {}).map(([name, value]) => [name, maskTexts(value, request.secretTexts)]),
    ),
    body: maskTexts(result?.body ?? "", request.secretTexts),
    truncated: (result?.truncated ?? false) || request.body.length > REQUEST_BODY_KEPT,
  };
}

/** The scheme of an Authorization header stays readable: "which kind of credential was sent" is half the diagnosis. */
function maskHeader(name: string, value: string, secretHeaders: ReadonlySet<string>): string {
  if (!secretHeaders.has(name.toLowerCase())) return value;
  const scheme = /^(Basic|Bearer) /.exec(value)?.[0] ?? "";
  return `${scheme}${SECRET_MASK}`;
}

function maskTexts(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, SECRET_MASK), text);
}

const SECRET_PARAMETER = /token|secret|key|auth|signature|password|credential|sig$/i;

/** Addresses often carry a credential in their query. */
function maskQuery(address: string): string {
  const url = new URL(address);
  const secret = [...url.searchParams.keys()].filter((name) => SECRET_PARAMETER.test(name));
  if (secret.length === 0) return address;
  for (const name of secret) url.searchParams.set(name, SECRET_MASK);
  return decodeURI(url.href);
}
