import type { SessionRole, SessionScope, SessionType } from "../contracts/sessions.ts";
import type { Sealer } from "./auth/sealed-secrets.ts";
import type { TokenSigner } from "./auth/token-signer.ts";
import type { Database } from "./db/database.ts";
import type { Destinations } from "./destinations/registry.ts";
import type { EgressClient } from "./egress/egress-client.ts";
import type { Env } from "./env.ts";
import type { Ingest } from "./ingest/ingest.ts";
import type { Log } from "./log.ts";
import type { ConnectionTokens } from "./oauth/connection-tokens.ts";
import type { Streams } from "./stream/streams.ts";

/** What services are made of. Built once in `main.ts`, handed down as an argument, replaced piece by piece in tests. */
export type AppContext = {
  env: Env;
  log: Log;
  db: Database;
  sealer: Sealer;
  signer: TokenSigner;
  egress: EgressClient;
  destinations: Destinations;
  /** The OAuth tokens of connections. */
  tokens: ConnectionTokens;
  ingest: Ingest;
  streams: Streams;
  /** Wakes the delivery workers of every node. */
  wakeWorkers(): Promise<void>;
};

/** The resource that a resource session is bound to. */
export type ResourcePair = { resource: string; resourceId: string };

/** What a caller can reach. Every query is filtered by it, so a foreign id answers exactly as an unknown one. */
export type Scope = {
  organizationId: string;
  workspaceId: string | undefined;
  pair: ResourcePair | undefined;
};

export type SessionGrant = {
  id: string;
  role: SessionRole;
  sessionType: SessionType;
  scopes: readonly SessionScope[];
  workspaceId: string;
  externalUserId: string | undefined;
  accessExpiresAt: Date;
};

export type Principal =
  | { kind: "machine"; scope: Scope; actor: string }
  | { kind: "publishable"; scope: Scope & { workspaceId: string }; actor: string }
  | { kind: "session"; scope: Scope & { workspaceId: string }; actor: string; session: SessionGrant };

/** What a service gets: the application and on whose behalf it acts. */
export type ServiceContext = AppContext & { scope: Scope; actor: string };
