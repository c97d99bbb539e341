import type { LanguageSettings } from "#lib/contracts/language.ts";
import type { TextOptions } from "#lib/i18n/translator.ts";
import type { Look } from "./appearance/look.ts";

/** What a host decides of the workspace: how it looks, and how it is read. */
export type HostConfig = {
  look: Look;
  language: TextOptions;
  /** What `language` was made of, because a host may change one part of it. */
  languageSettings: LanguageSettings;
};
