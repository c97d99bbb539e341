import { EmbedConfig } from "#lib/contracts/embed-config.ts";

/** Server side only: browsers never load this file. A request without the header (a later navigation) has no origins. */
export function readEmbedConfig(header: string | null): EmbedConfig {
  if (header === null) return { allowed_origins: [], session_type: "workspace", language: {} };
  return EmbedConfig.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8")));
}
