import type { EgressClient } from "#lib/server/egress/egress-client.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import type { Loaded } from "./fault.ts";

/**
 * What a connection remembers between deliveries, on all nodes: the id of a record that was just created and that the
 * provider's search does not find yet. Only ever a help: it may be lost or out of date.
 */
export type Memory = {
  recall(key: string): Promise<string | undefined>;
  remember(key: string, value: string): Promise<void>;
  forget(key: string): Promise<void>;
};

export type AccessToken = {
  value: string;
  /** Counts renewals. */
  version: number;
  /** What the token answer said about where the API is; in force before the connection's metadata. */
  captured?: Readonly<Record<string, unknown>>;
};

/** The OAuth access token of a connection. */
export type TokenSource = {
  /** One that is good for now; renewed first when it is about to expire. */
  current(): Promise<Loaded<AccessToken>>;
  /** After the provider refused this one: a newer one, or the fault that says why there is none. */
  renew(refused: AccessToken): Promise<Loaded<AccessToken>>;
  /** The provider says that the access is over: the connection is deactivated, unless it has a newer token already. */
  end?(refused: AccessToken, why: "expired" | "revoked"): Promise<void>;
};

/** A connection's settings: what may be shown, and the secrets that are sealed and never shown. */
export type Settings = { metadata: Record<string, unknown>; secrets: Record<string, string> };

/** What a destination reaches its provider with. */
export type Access = {
  settings: Settings;
  operator: OperatorSettings;
  /** Undefined for connections without OAuth. */
  tokens: TokenSource | undefined;
  egress: EgressClient;
  /** For all requests together that one delivery, test or load makes. */
  timeoutMs: number;
  /** For what went wrong here while an answer was looked at, which changes nothing about the answer. */
  reportBug?: (error: unknown) => void;
};
