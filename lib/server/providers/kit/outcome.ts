import type { AttemptProgress, AttemptWarning, OutcomeCode } from "#lib/contracts/attempts.ts";
import type { InactiveReason } from "#lib/contracts/connections.ts";
import type { RequestTimings } from "#lib/server/egress/egress-result.ts";

/** What was sent and answered, with credentials masked, for people; how far it got, and where its time went. */
export type Exchange = {
  request: { method: string; url: string; headers: Record<string, string>; body: string };
  statusCode?: number;
  headers: Record<string, string>;
  body: string;
  truncated: boolean;
  progress: AttemptProgress;
  timings?: RequestTimings & { totalMs: number };
};

type Base = {
  code: OutcomeCode;
  message: string;
  statusCode?: number;
  /** The destination's own error code, such as `channel_not_found`. */
  providerCode?: string;
  durationMs: number;
  exchange?: Exchange;
  /** Of an attempt without an exchange, where it is certain. */
  progress?: "not_sent";
  /** Mapped fields that were not sent in full, and what the provider did otherwise than it was asked to. */
  warnings?: readonly AttemptWarning[];
};

/**
 * How one attempt ended. `retry` follows the schedule, `failed` is final, `inactive` switches the connection off and
 * lets the delivery wait until somebody has repaired it.
 */
export type AttemptOutcome =
  | (Base & { kind: "delivered" })
  /** `isNarrow`: only this delivery has to wait, not the others of its connection. */
  | (Base & { kind: "retry"; retryAfterMs?: number; isNarrow?: boolean })
  /** `isTargetGone`: what the rule points to does not exist any more, so all of its deliveries will fail. */
  | (Base & { kind: "failed"; isTargetGone?: boolean })
  | (Base & { kind: "inactive"; reason: InactiveReason });

export type FailureCode = Exclude<OutcomeCode, "delivered">;

/** The statuses with an outcome code of their own. Credentials and limits are told apart by what they mean, not here. */
const CODES: Readonly<Record<number, FailureCode>> = {
  400: "invalid_request",
  404: "destination_not_found",
  408: "destination_timeout",
  409: "destination_conflict",
  410: "destination_gone",
  413: "payload_too_large",
  422: "validation_failed",
  504: "destination_timeout",
};

/** What a status that is no success means, whoever answered it; undefined for a success, which says nothing. */
export function outcomeOfStatus(status: number): FailureCode | undefined {
  if (status >= 200 && status < 300) return undefined;
  return CODES[status] ?? (status >= 500 ? "rejected_server_error" : "rejected_client_error");
}
