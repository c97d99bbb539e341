import type { Place } from "#lib/server/runtime/sealed-secrets.ts";

/** Where sealed values are, and the place each is bound to. Every column whose name ends in `_sealed` is listed here. */
export type SealedColumn = { table: string; column: string; placeOf: (id: string) => Place };

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "machine_keys", column: "secret_sealed", placeOf: (id) => `machine_keys/${id}/secret` },
  { table: "connections", column: "secrets_sealed", placeOf: (id) => `connections/${id}/secrets` },
  { table: "oauth_tokens", column: "tokens_sealed", placeOf: (id) => `oauth_tokens/${id}/tokens` },
  { table: "oauth_openings", column: "verifier_sealed", placeOf: (id) => `oauth_openings/${id}/verifier` },
  { table: "oauth_attempts", column: "grant_sealed", placeOf: (id) => `oauth_attempts/${id}/grant` },
];
