import type { oauthAttempts } from "#lib/server/db/schema/oauth.ts";

export type AuthorizationRow = typeof oauthAttempts.$inferSelect;
