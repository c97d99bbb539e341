"use client";

import type { CompiledMessage } from "icu-minify/format";
import { createContext, createElement, Fragment, type ReactNode, use, useCallback, useMemo } from "react";
import type { CompiledTexts, SourceTexts } from "#lib/i18n/compile-texts.ts";
import { createFormats, type Formats } from "#lib/i18n/formats.ts";
import { type Locale, STANDARD_LOCALE } from "#lib/i18n/languages.ts";
import type { ApiNamespace, ApiTexts, Namespace } from "#lib/i18n/namespace.ts";
import type { Say } from "#lib/i18n/say-destination.ts";
import { formatsTexts } from "#lib/i18n/texts/formats.ts";
import { createTranslate, formatParts, type TextOptions, type Translate } from "#lib/i18n/translator.ts";

/** Filled by the shell: how this person reads, and what the host calls things. */
export const LanguageContext = createContext<TextOptions>({ locale: STANDARD_LOCALE, phrases: {} });

export function useLocale(): Locale {
  return use(LanguageContext).locale;
}

type RichValues = Record<string, string | number | ((inside: ReactNode) => ReactNode)>;

type PlainValues = Record<string, string | number | ((inside: string[]) => string)>;

export type Translations<English extends SourceTexts> = Translate<English> & {
  /** For a text with tags: each tag is a function of what stands in it. */
  rich: (key: keyof English & string, values: RichValues) => ReactNode;
  /** The same as text alone, where no elements can stand. */
  plain: (key: keyof English & string, values: PlainValues) => string;
};

/** The texts of a part of the workspace in the language of the person. Waits (suspends) when they have to be loaded. */
export function useTranslations<English extends SourceTexts>(namespace: Namespace<English>): Translations<English> {
  const options = use(LanguageContext);
  const texts = use(toUsable(namespace.read(options.locale.language)));
  return useMemo(() => createTranslations(namespace, texts, options), [namespace, texts, options]);
}

const settled = new WeakMap<object, Promise<unknown>>();

/**
 * A component that waited by `use` has to call it again when it goes on, although the texts are there by then. React reads
 * from these two properties that there is nothing to wait for.
 */
function toUsable<Texts extends object>(known: Texts | Promise<Texts>): Promise<Texts> {
  if (known instanceof Promise) return known;
  const before = settled.get(known);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of each object its own promise is kept.
  if (before !== undefined) return before as Promise<Texts>;
  const usable = Object.assign(Promise.resolve(known), { status: "fulfilled" as const, value: known });
  settled.set(known, usable);
  return usable;
}

/** Which message stands for a text of the API. `undefined`: the text as it came. */
type Choose = (key: string, text: string, texts: ApiTexts) => CompiledMessage | undefined;

const ifUnchanged: Choose = (key, text, { english, translated }) =>
  english[key] === text ? translated[key] : undefined;
const byKey: Choose = (key, _text, { translated }) => translated[key];

/**
 * Says texts of the API in the words of the host or in the language of the person. A text stays as it came where the catalog
 * has another one for it: of a server that is newer than this page, or in the words of the connected account.
 */
export function useApiTexts(namespace: ApiNamespace): Say {
  return useApiMessages(namespace, ifUnchanged);
}

/** For what came without a text: takes what is shown where the language has none. */
export function useApiTextsByKey(namespace: ApiNamespace): Say {
  return useApiMessages(namespace, byKey);
}

function useApiMessages({ name, read }: ApiNamespace, choose: Choose): Say {
  const options = use(LanguageContext);
  const texts = use(toUsable(read(options.locale.language)));
  return useCallback(
    (key, text) => {
      const message = choose(key, text, texts) ?? text;
      return formatParts<string>(name, { [key]: message }, key, undefined, options).join("");
    },
    [name, texts, choose, options],
  );
}

function createTranslations<English extends SourceTexts>(
  namespace: Namespace<English>,
  texts: CompiledTexts,
  options: TextOptions,
): Translations<English> {
  const rich = (key: string, values: RichValues) =>
    joinParts(formatParts<ReactNode>(namespace.name, texts, key, toPartValues(values), options));
  const plain = (key: string, values: PlainValues) =>
    formatParts<string>(namespace.name, texts, key, values, options).join("");
  return Object.assign(createTranslate<English>(namespace, texts, options), { rich, plain });
}

/** Every text in an element of its own: a browser that translates a page replaces texts that stand beside something else. */
function joinParts(parts: readonly ReactNode[]): ReactNode {
  if (parts.length === 1) return parts[0];
  const elements = parts.map((part) => (typeof part === "string" ? createElement("span", null, part) : part));
  return createElement(Fragment, null, ...elements);
}

/** A tag's function gets one node and not a list, so that no part needs a key. */
function toPartValues(values: RichValues) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "function" ? (inside: ReactNode[]) => value(joinParts(inside)) : value,
    ]),
  );
}

/** Numbers, sizes and times as the person reads them. */
export function useFormats(): Formats {
  const t = useTranslations(formatsTexts);
  const locale = useLocale();
  return useMemo(() => createFormats(locale, t), [locale, t]);
}
