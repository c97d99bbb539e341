import type { InactiveReason } from "#lib/contracts/connections.ts";
import { outcomeOfStatus, type FailureCode, type AttemptOutcome, type Exchange } from "./outcome.ts";

/**
 * The one taxonomy of what goes wrong at providers.
 * - `rate_limited`: again when the provider says; `transient`: again on schedule
 * - `auth_expired`: a new access token helps; `auth_failed`: credentials refused; `auth_revoked`: access was taken back
 * - `permission`: this action is not allowed, the connection is fine; `target_gone`: what the rule points to is gone
 * - `invalid`: the provider refuses the data; `mapping`: the data lacks what the action needs, nothing was sent
 */
export type FaultClass =
  | "rate_limited"
  | "transient"
  | "auth_expired"
  | "auth_failed"
  | "auth_revoked"
  | "permission"
  | "target_gone"
  | "invalid"
  | "mapping";

export type Fault = {
  class: FaultClass;
  /** One sentence for people. */
  message: string;
  /** The provider's own code, such as `channel_not_found`. */
  code?: string | undefined;
  statusCode?: number | undefined;
  retryAfterMs?: number | undefined;
  /** A limit of this one request (of a person, say) that other requests of the connection do not meet. */
  isNarrow?: boolean | undefined;
  /** Nothing was answered; `busy`: nothing was asked either, because this server had no connection free for it. */
  transport?: TransportFault | undefined;
  /** The request was sent and may have had its effect. */
  isAmbiguous?: boolean | undefined;
  exchange?: Exchange | undefined;
  /** The body of the refusal, for what can be read from it (the id of what exists already). */
  body?: unknown;
};

type TransportFault = "timeout" | "network" | "busy";

export type Refused = { ok: false; fault: Fault };
export type Loaded<T> = { ok: true; value: T } | Refused;

export function loaded<T>(value: T): Loaded<T> {
  return { ok: true, value };
}

export function refused(faultClass: FaultClass, message: string, more: Partial<Fault> = {}): Refused {
  return { ok: false, fault: { ...more, class: faultClass, message } };
}

type FaultContext = {
  durationMs: number;
  /** How the connection signs in, which decides what has to be repaired when that fails. */
  authentication: "api_key" | "oauth" | "none";
  /** What becomes of a request that was sent and not answered: sent again, or left to a person. */
  onAmbiguous: "retry" | "stop";
};

/** What a fault means for the attempt. */
export function outcomeOfFault(fault: Fault, context: FaultContext): AttemptOutcome {
  const base = toBaseOutcome(fault, context);
  switch (fault.class) {
    case "rate_limited":
    case "transient":
      return repetition(fault, base, context);
    case "auth_expired":
    case "auth_failed":
    case "auth_revoked":
      return { ...base, kind: "inactive", reason: toInactiveReason(fault.class, context.authentication) };
    case "target_gone":
      return { ...base, kind: "failed", isTargetGone: true };
    case "permission":
    case "invalid":
    case "mapping":
      return { ...base, kind: "failed" };
  }
}

function toBaseOutcome(fault: Fault, { durationMs }: FaultContext) {
  const { message, statusCode, code, exchange } = fault;
  return {
    code: toOutcomeCode(fault),
    message,
    durationMs,
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(code === undefined || code === "" ? {} : { providerCode: code.slice(0, PROVIDER_CODE_CHARACTERS_MAX) }),
    ...(exchange === undefined ? {} : { exchange }),
  };
}

function repetition(
  fault: Fault,
  base: ReturnType<typeof toBaseOutcome>,
  { onAmbiguous }: FaultContext,
): AttemptOutcome {
  if (fault.isAmbiguous === true && onAmbiguous === "stop") {
    return { ...base, kind: "failed", message: `${base.message}. ${NOT_REPEATED}` };
  }
  const { retryAfterMs, isNarrow } = fault;
  return {
    ...base,
    kind: "retry",
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(isNarrow === true ? { isNarrow } : {}),
  };
}

export const NOT_REPEATED =
  "It may have arrived, and this provider cannot detect duplicates, so it is not sent again automatically.";

const PROVIDER_CODE_CHARACTERS_MAX = 200;

/** What the class alone says: `null` where the provider's status is the better answer. */
const CODES: Record<FaultClass, FailureCode | null> = {
  rate_limited: "rate_limited",
  auth_expired: "auth_failed",
  auth_failed: "auth_failed",
  auth_revoked: "auth_failed",
  permission: "rejected_client_error",
  mapping: "mapping_error",
  target_gone: null,
  invalid: null,
  transient: null,
};

/** For refusals without a status of their own, such as an error in a 200, or what was found out before anything was sent. */
function codeWithoutStatus(faultClass: FaultClass): FailureCode {
  if (faultClass === "target_gone") return "destination_not_found";
  return faultClass === "transient" ? "rejected_server_error" : "rejected_client_error";
}

const TRANSPORT_CODES: Record<TransportFault, FailureCode> = {
  timeout: "timeout",
  network: "network_error",
  busy: "internal_error",
};

export function toOutcomeCode(fault: Fault): FailureCode {
  if (fault.transport !== undefined) return TRANSPORT_CODES[fault.transport];
  const byClass = CODES[fault.class];
  if (byClass !== null) return byClass;
  const { statusCode } = fault;
  const byStatus = statusCode === undefined ? undefined : outcomeOfStatus(statusCode);
  return byStatus ?? codeWithoutStatus(fault.class);
}

function toInactiveReason(
  faultClass: "auth_expired" | "auth_failed" | "auth_revoked",
  authentication: FaultContext["authentication"],
): InactiveReason {
  if (authentication !== "oauth") return "authentication_invalid";
  return faultClass === "auth_revoked" ? "oauth_authorization_revoked" : "oauth_reauthorization_required";
}
