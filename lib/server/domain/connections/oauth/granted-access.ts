import type { Access } from "#lib/server/providers/kit/access.ts";
import { loaded, refused } from "#lib/server/providers/kit/fault.ts";
import type { ConnectionsApp } from "../context.ts";
import { accessWith } from "../provider-access.ts";
import type { OAuthDestination } from "./oauth-destination.ts";

/** The provider's API with an access token that belongs to no connection, or not any more. It is never renewed. */
export function grantedAccess(
  app: Pick<ConnectionsApp, "egress" | "env" | "log">,
  destination: OAuthDestination,
  { accessToken, metadata }: { accessToken: string; metadata: Record<string, unknown> },
): Access {
  const token = { value: accessToken, version: 0 };
  const tokens = {
    current: () => Promise.resolve(loaded(token)),
    renew: () => Promise.resolve(refused("auth_failed", "The provider does not accept the access that it just gave")),
  };
  return accessWith(app, destination, { metadata, secrets: {} }, tokens);
}
