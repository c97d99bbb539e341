import type { SourceTexts } from "../i18n/compile-texts.ts";
import { createFormats } from "../i18n/formats.ts";
import { STANDARD_LOCALE } from "../i18n/languages.ts";
import type { Namespace } from "../i18n/namespace.ts";
import { formatsTexts } from "../i18n/texts/formats.ts";
import { createTranslate, type Translate } from "../i18n/translator.ts";

/** The English words of a namespace, for the tests of what is said outside of a component. */
export function englishOf<English extends SourceTexts>(namespace: Namespace<English>): Translate<English> {
  const texts = namespace.read("en");
  if (texts instanceof Promise) throw new Error("English is never loaded");
  return createTranslate(namespace, texts, { locale: STANDARD_LOCALE, phrases: {} });
}

export const englishFormats = createFormats(STANDARD_LOCALE, englishOf(formatsTexts));
