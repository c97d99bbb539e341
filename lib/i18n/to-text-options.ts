import type { LanguageSettings } from "#lib/contracts/language.ts";
import { compileTexts } from "./compile-texts.ts";
import { toLocale } from "./languages.ts";
import type { TextOptions } from "./translator.ts";

/** On the server for a launch; in the frame only when its host asks for another language, because it carries the parser of messages. */
export function toTextOptions({ locale, time_zone, phrases = {} }: LanguageSettings): TextOptions {
  return { locale: toLocale(locale, time_zone), phrases: compileTexts(phrases) };
}
