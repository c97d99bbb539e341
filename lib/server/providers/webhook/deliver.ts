import type { EgressResult } from "#lib/server/egress/egress-client.ts";
import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import type { Delivery } from "../contract.ts";
import type { Access } from "../kit/access.ts";
import { described } from "../kit/described.ts";
import { recordExchange } from "../kit/mask.ts";
import { outcomeOfStatus, type FailureCode, type AttemptOutcome } from "../kit/outcome.ts";
import { buildWebhookRequest } from "./build-request.ts";

/** The answer decides first, and is masked and shortened for people afterwards. */
export async function deliverWebhook(delivery: Delivery, access: Access): Promise<AttemptOutcome> {
  const request = buildWebhookRequest(delivery, access.settings);
  // A receiver knows a second copy by its `webhook-id`.
  const result = await access.egress.send({ ...request, isRepeatable: true });
  const outcome = toOutcome(result, delivery, access);
  if (result.kind === "busy") return { ...outcome, progress: "not_sent" };
  const exchange = described(() => recordExchange(request, result), access);
  return exchange === undefined ? outcome : { ...outcome, exchange };
}

function toOutcome(result: EgressResult, delivery: Delivery, access: Access): AttemptOutcome {
  const { durationMs } = result;
  switch (result.kind) {
    case "response":
      return outcomeOfResponse(result, delivery, access);
    case "timeout":
      return { kind: "retry", code: "timeout", message: result.problem, durationMs };
    case "network_error":
      return { kind: "retry", code: "network_error", message: result.problem, durationMs };
    case "busy":
      return { kind: "retry", code: "internal_error", message: result.problem, durationMs };
    case "blocked":
      return { kind: "failed", code: "rejected_client_error", message: result.problem, durationMs };
  }
}

type Response = Extract<EgressResult, { kind: "response" }>;

/**
 * The refusals that no repetition can mend: the receiver says that it never takes this request. A 404 is not among them,
 * as it is what a receiver answers while it is being deployed.
 */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 405, 413, 414, 415, 422, 451]);
/** The endpoint says that it is gone for good, so its connection is deactivated. */
const GONE = 410;

/** Success is 2xx only. */
function outcomeOfResponse(result: Response, { now, isTest }: Delivery, access: Access): AttemptOutcome {
  const { statusCode, durationMs } = result;
  const code = refusalCode(statusCode);
  if (code === undefined) {
    return { kind: "delivered", code: "delivered", message: describeSuccess(result), statusCode, durationMs };
  }
  const message = `The endpoint answered ${describe(statusCode, isTest)}`;
  const base = { code, statusCode, durationMs, message };
  if (statusCode === GONE) return { ...base, kind: "inactive", reason: "manually_inactivated" };
  if (FINAL_STATUSES.has(statusCode)) return { ...base, kind: "failed" };
  const retryAfterMs = described(() => parseRetryAfter(result.headers["retry-after"], now), access);
  return { ...base, kind: "retry", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function describeSuccess({ statusCode, cut }: Response): string {
  const delivered = `Delivered: the endpoint answered ${statusCode}`;
  if (cut === undefined) return delivered;
  return `${delivered}, and the rest of its answer ${cut === "timeout" ? "did not come in time" : "broke off"}`;
}

function refusalCode(statusCode: number): FailureCode | undefined {
  if (statusCode === 429) return "rate_limited";
  if (statusCode === 401 || statusCode === 403) return "auth_failed";
  return outcomeOfStatus(statusCode);
}

function describe(statusCode: number, isTest: boolean): string {
  if (statusCode >= 300 && statusCode < 400) return `${statusCode}, a redirect, and redirects are not followed`;
  if (statusCode === GONE) return isTest ? "410 Gone" : "410 Gone, so the connection was deactivated";
  return String(statusCode);
}
