import type { TokenSource } from "#lib/server/providers/kit/access.ts";

/** The OAuth tokens of connections. */
export type ConnectionTokens = {
  of(connectionId: string): TokenSource;
  /** Renews a few of the tokens that would die unused. */
  renewIdle(): Promise<"more" | "idle">;
  /** Waits for the renewals under way, so that none is cut off between the provider's answer and storing it. */
  close(): Promise<void>;
};
