import type { Disconnection } from "#lib/contracts/connections.ts";
import { withAccount } from "../check-settings.ts";
import { disconnectGrant, type DisconnectDeps } from "./disconnect-grant.ts";
import type { OAuthOptions } from "./endpoints.ts";
import type { OAuthDestination } from "./oauth-destination.ts";
import type { PendingGrant } from "./pending-grant.ts";

/** Takes back at the provider what was granted and has found no place. The account is missing when nobody said it. */
export function revokeGrant(
  app: DisconnectDeps,
  destination: OAuthDestination,
  { granted, account }: Pick<PendingGrant, "granted"> & Partial<PendingGrant>,
  options: OAuthOptions,
): Promise<Disconnection> {
  const { grant, captured } = granted;
  const known = { ...options, ...(captured.ok ? captured.value : {}) };
  const { metadata } = withAccount({ metadata: known, secrets: {} }, account);
  return disconnectGrant(app, { destination, grant, metadata, connectionId: undefined });
}
