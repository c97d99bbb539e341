import { createHash } from "node:crypto";
import type { ProblemCode } from "#lib/contracts/problems.ts";
import type { ProblemCause } from "#lib/server/db/schema/problems.ts";
import { normalizeMessage } from "./normalize-message.ts";

/**
 * What has to be repaired. A delivery of the connection proves that what was wrong with the connection is over; it says
 * nothing about other data, so what the data caused is over when no delivery is left in it.
 */
export const CAUSES: Readonly<Record<ProblemCode, ProblemCause>> = {
  auth_failed: "connection",
  connection_inactive: "connection",
  destination_gone: "connection",
  destination_timeout: "connection",
  network_error: "connection",
  rate_limited: "connection",
  rejected_server_error: "connection",
  timeout: "connection",
  destination_conflict: "data",
  destination_not_found: "data",
  // A payload can end its worker.
  internal_error: "data",
  invalid_request: "data",
  mapping_error: "data",
  payload_too_large: "data",
  rejected_client_error: "data",
  validation_failed: "data",
};

/** A delivery that did not arrive, and why. */
export type NotDelivered = {
  ruleEventId: string;
  /** The problem that it was in until now. */
  problemId: string | null;
  workspaceId: string;
  connectionId: string;
  ruleId: string;
  resource: string;
  resourceId: string | null;
  code: ProblemCode;
  statusCode: number | null;
  message: string;
  /** Whether this was an attempt: a delivery can wait without one. */
  isAttempt: boolean;
};

/** The same for deliveries that do not arrive for the same cause. */
export function fingerprintOf(seen: Pick<NotDelivered, "connectionId" | "ruleId" | "code" | "statusCode" | "message">) {
  const { connectionId, ruleId, code, statusCode, message } = seen;
  const parts = [connectionId, ruleId, code, statusCode, normalizeMessage(message)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
