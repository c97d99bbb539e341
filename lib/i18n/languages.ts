/** The languages that every text of the workspace is written in. */
export const LANGUAGES = ["en", "de", "fr", "es", "ja", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

const isLanguage = (tag: string): tag is Language => LANGUAGES.some((language) => language === tag);

/** How texts, numbers and times are written for one person. */
export type Locale = {
  /** Of the texts. */
  language: Language;
  /** Of numbers and times, as BCP 47 has it: with a region where one was asked for. */
  tag: string;
  /** Of the document, as BCP 47 has it. */
  lang: string;
  direction: "ltr" | "rtl";
  /** By IANA's name; `undefined` is the zone of the browser. */
  timeZone: string | undefined;
};

/** English with the day before the month and a clock of 24 hours. */
const STANDARD_TAG = "en-GB";

/**
 * The locale for a BCP 47 tag. A language that has no texts here gets English ones, and then English numbers and times
 * with them: two languages in one sentence help nobody.
 */
export function toLocale(tag: string | undefined, timeZone: string | undefined): Locale {
  const asked = tag === undefined ? undefined : parseTag(tag);
  const language = asked?.language;
  if (asked === undefined || language === undefined || !isLanguage(language)) {
    return { language: "en", tag: STANDARD_TAG, lang: "en", direction: "ltr", timeZone };
  }
  const lang = asked.toString();
  return {
    language,
    tag: lang === "en" ? STANDARD_TAG : lang,
    lang,
    direction: language === "ar" ? "rtl" : "ltr",
    timeZone,
  };
}

export const STANDARD_LOCALE = toLocale(undefined, undefined);

/** `undefined` for a text that is no tag. */
export function parseTag(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
