import type { AttemptWarning, OutcomeCode } from "#lib/contracts/attempts.ts";
import type { InactiveReason } from "#lib/contracts/connections.ts";

/** What was sent and answered, with credentials masked: what support staff read after a failure. */
export type Exchange = {
  request: { method: string; url: string; headers: Record<string, string>; body: string };
  statusCode?: number;
  headers: Record<string, string>;
  body: string;
  truncated: boolean;
};

type Base = {
  code: OutcomeCode;
  message: string;
  statusCode?: number;
  /** The destination's own error code, such as `channel_not_found`. */
  providerCode?: string;
  durationMs: number;
  exchange?: Exchange;
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
