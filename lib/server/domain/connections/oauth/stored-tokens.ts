import { z } from "zod";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";

/** What of a grant is kept, sealed. */
export const StoredTokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  /** What the last answer said about where the API is. In force before the connection's metadata. */
  captured: z.record(z.string(), z.unknown()).default({}),
});
export type StoredTokens = z.infer<typeof StoredTokens>;

const tokensPlace = (connectionId: string) => `oauth_tokens/${connectionId}/tokens` as const;

export function sealTokens(sealer: Sealer, connectionId: string, tokens: StoredTokens): Promise<string> {
  return sealer.seal(JSON.stringify(tokens), tokensPlace(connectionId));
}

export async function openTokens(sealer: Sealer, connectionId: string, sealed: string): Promise<StoredTokens> {
  return StoredTokens.parse(JSON.parse(await sealer.open(sealed, tokensPlace(connectionId))));
}
