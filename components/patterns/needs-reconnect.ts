import type { InactiveReason } from "#lib/contracts/connections.ts";

/** Whether only a new consent at the provider brings the connection back. */
export function needsReconnect(reason: InactiveReason | undefined): boolean {
  return reason === "oauth_authorization_revoked" || reason === "oauth_reauthorization_required";
}
