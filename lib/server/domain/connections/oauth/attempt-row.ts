import type { oauthAttempts } from "#lib/server/db/schema/oauth.ts";

export type AttemptRow = typeof oauthAttempts.$inferSelect;
