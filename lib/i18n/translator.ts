import type { GetICUArgs } from "@schummar/icu-type-parser";
import format, { type FormatOptions, type FormatValues } from "icu-minify/format";
import type { CompiledTexts, SourceTexts } from "./compile-texts.ts";
import type { Locale } from "./languages.ts";
import type { Namespace } from "./namespace.ts";

/** What a text takes: its arguments by their names, and for each tag a function of what stands in it. */
type Values<Text extends string> = GetICUArgs<
  Text,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: Date }
>;
type Arguments<Text extends string> = keyof Values<Text> extends never ? [] : [values: Values<Text>];

type Text<English extends SourceTexts, Key extends keyof English> = English[Key] & string;
type KeyOf<English extends SourceTexts> = keyof English & string;

/** Says a text of a namespace in the language of the person: `t("title")`, `t("rules", { count: 3 })`. */
export type Translate<English extends SourceTexts> = <Key extends KeyOf<English>>(
  key: Key,
  ...values: Arguments<Text<English, Key>>
) => string;

/** The translator of a namespace: `TranslateOf<typeof eventsTexts>`. */
export type TranslateOf<Of> = Of extends Namespace<infer English> ? Translate<English> : never;

export type TextOptions = {
  locale: Locale;
  /** By namespace and key, such as `connections.title`: what the host calls things. */
  phrases: CompiledTexts;
};

/** A text whose values may be something else than text, such as an element for each tag. */
export function formatParts<Part>(
  name: string,
  texts: CompiledTexts,
  key: string,
  values: FormatValues<Part> | undefined,
  { locale, phrases }: TextOptions,
): (string | Part)[] {
  const id = `${name}.${key}`;
  const message = texts[key];
  if (message === undefined) throw new Error(`No text ${id}`);
  const phrase = phrases[id];
  if (phrase !== undefined) {
    try {
      return toList(format<Part>(phrase, locale.tag, values, OPTIONS));
    } catch (error) {
      warnOnce(id, error);
    }
  }
  return toList(format<Part>(message, locale.tag, values, OPTIONS));
}

const toList = <Part>(parts: string | Part | (string | Part)[]) => (Array.isArray(parts) ? parts : [parts]);

const warned = new Set<string>();

/** A host's phrase that asks for a value that its text does not have. */
function warnOnce(id: string, error: unknown): void {
  if (warned.has(id)) return;
  warned.add(id);
  // oxlint-disable-next-line no-console -- whoever builds the host's page looks there.
  console.warn(`Meshes: the phrase ${id} was not used. ${error instanceof Error ? error.message : String(error)}`);
}

export function createTranslate<English extends SourceTexts>(
  { name }: Pick<Namespace<English>, "name">,
  texts: CompiledTexts,
  options: TextOptions,
): Translate<English> {
  const translate = (key: string, values?: FormatValues<string>) =>
    formatParts(name, texts, key, values, options).join("");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- which values a text takes is known of each text, not of all.
  return translate as Translate<English>;
}

/** Making a formatter takes far longer than using it. */
function remember<Made, Options extends object>(make: new (locale: string, options?: Options) => Made) {
  const made = new Map<string, Made>();
  return (locale: unknown, options?: Options): Made => {
    const key = `${String(locale)} ${JSON.stringify(options ?? {})}`;
    const known = made.get(key) ?? new make(String(locale), options);
    made.set(key, known);
    return known;
  };
}

const OPTIONS: FormatOptions = {
  formatters: {
    getDateTimeFormat: remember(Intl.DateTimeFormat),
    getNumberFormat: remember(Intl.NumberFormat),
    getPluralRules: remember(Intl.PluralRules),
  },
};
