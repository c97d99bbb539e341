import type { EgressResult } from "../../egress/egress-client.ts";
import type { Access, Delivery } from "../definition.ts";
import { exchangeOf } from "../mask.ts";
import type { AttemptOutcome } from "../outcome.ts";
import { parseRetryAfter } from "../retry-after.ts";
import { buildWebhookRequest, type WebhookRequest } from "./build-request.ts";

export async function deliverWebhook(delivery: Delivery, access: Access): Promise<AttemptOutcome> {
  const request = buildWebhookRequest(delivery, access.settings);
  const result = await access.egress.send(request);
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
        exchange: exchangeOf(request, result),
      };
    case "network_error":
      return {
        kind: "retry",
        code: "network_error",
        message: result.problem,
        durationMs,
        exchange: exchangeOf(request, result),
      };
    case "blocked":
      return {
        kind: "failed",
        code: "rejected_client_error",
        message: result.problem,
        durationMs,
        exchange: exchangeOf(request, result),
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
