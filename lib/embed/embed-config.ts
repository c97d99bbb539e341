import { z } from "zod";
import { Appearance } from "#lib/contracts/appearance.ts";
import { SessionType } from "#lib/contracts/sessions.ts";

/** What the server that verified the launch tells the frame. The only part of a session that the document knows. */
export const EmbedConfig = z.object({
  allowed_origins: z.array(z.string()),
  session_type: SessionType,
  appearance: Appearance.optional(),
});
export type EmbedConfig = z.infer<typeof EmbedConfig>;

/** Server side only: browsers never load this file. A request without the header (a later navigation) has no origins. */
export function readEmbedConfig(header: string | null): EmbedConfig {
  if (header === null) return { allowed_origins: [], session_type: "workspace" };
  return EmbedConfig.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8")));
}
