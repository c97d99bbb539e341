import type { OutcomeCode } from "#lib/contracts/attempts.ts";

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
