import type { Caller, TenancyApp } from "#lib/server/domain/tenancy/index.ts";
import type { EgressClient } from "#lib/server/egress/egress-client.ts";
import type { Destinations } from "#lib/server/providers/registry.ts";
import type { ConnectionTokens } from "./oauth/tokens-of-connections.ts";

export type ConnectionsApp = TenancyApp & {
  egress: EgressClient;
  destinations: Destinations;
  /** The OAuth tokens of connections. */
  tokens: ConnectionTokens;
  /** Wakes the delivery workers of every node, for what has become due. */
  wakeWorkers(): Promise<void>;
};

export type ConnectionsContext = ConnectionsApp & Caller;
