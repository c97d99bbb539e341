import type { EgressClient } from "#lib/server/egress/egress-client.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import type { TokenSource } from "./tokens.ts";

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
