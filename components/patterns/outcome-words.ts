import type { AttemptTrigger, OutcomeCode } from "#lib/contracts/attempts.ts";

/** What happened in one attempt, for people who do not know HTTP. */
export const OUTCOME_WORDS: Record<OutcomeCode, string> = {
  delivered: "Delivered",
  rejected_client_error: "The destination refused the request",
  rejected_server_error: "The destination had an internal error",
  rate_limited: "The destination asked us to slow down",
  auth_failed: "The destination did not accept the credentials",
  timeout: "The destination did not answer in time",
  network_error: "The destination could not be reached",
  mapping_error: "The event could not be converted to the format that the destination needs",
  internal_error: "Something went wrong on our side",
  invalid_request: "The destination could not use the request",
  validation_failed: "The destination did not accept the data",
  destination_not_found: "The destination could not find what this was sent to",
  destination_conflict: "The data conflicts with what the destination already has",
  destination_gone: "The destination says that this is permanently gone",
  destination_timeout: "The destination ran out of time",
  payload_too_large: "The event is too large for the destination",
};

export const TRIGGER_WORDS: Record<AttemptTrigger, string> = {
  scheduled: "Automatic",
  manual: "Retried by hand",
  bulk: "Retried in bulk",
};

/** Why a retry was refused, by HTTP status; nothing is queued in any of these cases. */
export const RETRY_REFUSED_WORDS: Partial<Record<number, string>> = {
  409: "Not retried: this delivery has already succeeded.",
  422: "Not retried: the rule or its connection is gone or inactive.",
  425: "Not retried: an attempt is already running or about to start.",
};

export const CANCEL_REFUSED_WORDS: Partial<Record<number, string>> = {
  409: "Not canceled: this delivery has already ended.",
};

export const CANCEL_EVENT_REFUSED_WORDS: Partial<Record<number, string>> = {
  409: "Not canceled: every delivery of this event has already ended.",
};
