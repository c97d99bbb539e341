import { z } from "zod";
import { Appearance } from "./appearance.ts";
import { LanguageSettings } from "./language.ts";
import { SessionType } from "./sessions.ts";

/** By which the verified launch reaches the pages. Only the server sets it; one from outside is removed. */
export const EMBED_HEADER = "x-meshes-embed";

/** What the server that verified the launch tells the frame. The only part of a session that the document knows. */
export const EmbedConfig = z.object({
  allowed_origins: z.array(z.string()),
  session_type: SessionType,
  appearance: Appearance.optional(),
  language: LanguageSettings,
});
export type EmbedConfig = z.infer<typeof EmbedConfig>;
