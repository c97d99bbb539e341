import { z } from "zod";
import { Appearance } from "#lib/contracts/appearance.ts";
import { LanguageSettings } from "#lib/contracts/language.ts";
import { SessionType } from "#lib/contracts/sessions.ts";

/** What the server that verified the launch tells the frame. The only part of a session that the document knows. */
export const EmbedConfig = z.object({
  allowed_origins: z.array(z.string()),
  session_type: SessionType,
  appearance: Appearance.optional(),
  language: LanguageSettings,
});
export type EmbedConfig = z.infer<typeof EmbedConfig>;

/** By which the verified launch reaches the pages. Only the server sets it; one from outside is removed. */
export const EMBED_HEADER = "x-meshes-embed";

/** Server side only: browsers never load this file. A request without the header (a later navigation) has no origins. */
export function readEmbedConfig(header: string | null): EmbedConfig {
  if (header === null) return { allowed_origins: [], session_type: "workspace", language: {} };
  return EmbedConfig.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8")));
}
