import type { EgressResult } from "../../egress/egress-client.ts";
import type { Access, Delivery } from "../definition.ts";
import { exchangeOf } from "../mask.ts";
import type { AttemptOutcome } from "../outcome.ts";
import { outcomeOfStatus, type FailureCode } from "../outcome-of-status.ts";
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
    case "busy":
      return { kind: "retry", code: "internal_error", message: result.problem, durationMs };
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

/**
 * The refusals that no repetition can mend: the receiver says that it never takes this request. A 404 is not among them,
 * as it is what a receiver answers while it is being deployed.
 */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 405, 413, 414, 415, 422, 451]);
/** The endpoint says that it is gone for good, so its connection is switched off. */
const GONE = 410;

/** Success is 2xx only. */
function classifyResponse(result: Response, request: WebhookRequest, { now, isTest }: Delivery): AttemptOutcome {
  const { statusCode, durationMs } = result;
  const refusal = refusalCode(statusCode);
  if (refusal === undefined) {
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
    code: refusal,
    statusCode,
    durationMs,
    exchange: exchangeOf(request, result),
    message: `The endpoint answered ${describe(statusCode, isTest)}`,
  };
  if (statusCode === GONE) return { ...base, kind: "inactive", reason: "manually_inactivated" };
  if (FINAL_STATUSES.has(statusCode)) return { ...base, kind: "failed" };
  const retryAfterMs = parseRetryAfter(result.headers["retry-after"], now);
  return { ...base, kind: "retry", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function refusalCode(statusCode: number): FailureCode | undefined {
  if (statusCode === 429) return "rate_limited";
  if (statusCode === 401 || statusCode === 403) return "auth_failed";
  return outcomeOfStatus(statusCode);
}

function describe(statusCode: number, isTest: boolean): string {
  if (statusCode >= 300 && statusCode < 400) return `${statusCode}, a redirect, and redirects are not followed`;
  if (statusCode === GONE) return isTest ? "410 Gone" : "410 Gone, so the connection was switched off";
  return String(statusCode);
}
