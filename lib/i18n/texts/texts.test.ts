import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, type PluralElement, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { readTexts } from "#tools/texts/compile-file.ts";
import { type Language, LANGUAGES } from "../languages.ts";

type Parts = readonly MessageFormatElement[];
type Pair = { language: Language; text: string; parts: Parts; english: string; englishParts: Parts };

/** What is written as in English because it is no word of it: units, names, and words that two languages share. */
const SAME_AS_ENGLISH: Record<Exclude<Language, "en">, readonly string[]> = {
  de: [
    "{count, number} ms",
    "{count, number} s",
    "{count, number} B",
    "{count, number} KiB",
    "{count, number} MiB",
    "Details",
    "DNS",
    "ID",
    "in {duration}",
    "Name",
    "Name {row, number}",
    "(optional)",
    "Problem: {problem}",
    "Status",
    "Status: {statuses}",
    "Text",
    "Basic",
    "Global",
    "Header",
    "HMAC-SHA256",
    "HMAC-SHA512",
    "Label",
    "login.salesforce.com",
    "Meeting",
    "My Domain",
    "Region",
    "Segment",
    "Tag",
    "Tags",
    "Token",
    "URL",
    "VIP",
    "Webinar",
    "TLS",
  ],
  fr: [
    "{count, number} ms",
    "{count, number} s",
    "{count, number} min",
    "{count, number} h",
    "Actions",
    "Active",
    "Date",
    "Destination",
    "DNS",
    "ID",
    "Inactive",
    "TLS",
    "Total",
    "Type",
    "Audience",
    "Basic",
    "Europe (app.eu.intercom.com)",
    "HMAC-SHA256",
    "HMAC-SHA512",
    "login.salesforce.com",
    "Message",
    "Segment",
    "Tag",
    "Tags",
    "URL",
    "VIP",
  ],
  es: [
    "DNS",
    "ID",
    "TLS",
    "Total",
    "{count, number} ms",
    "{count, number} s",
    "{count, number} min",
    "{count, number} h",
    "{count, number} d",
    "{count, number} B",
    "{count, number} KiB",
    "{count, number} MiB",
    "Australia (app.au.intercom.com)",
    "Avatar",
    "Basic",
    "Global",
    "HMAC-SHA256",
    "HMAC-SHA512",
    "login.salesforce.com",
    "Token",
    "URL",
    "VIP",
  ],
  ja: [
    "DNS",
    "TLS",
    "ID",
    "{count, number} B",
    "{count, number} KiB",
    "{count, number} MiB",
    "HMAC-SHA256",
    "HMAC-SHA512",
    "login.salesforce.com",
    "URL",
    "VIP",
  ],
  ar: ["DNS", "TLS", "Basic", "HMAC-SHA256", "HMAC-SHA512", "login.salesforce.com"],
};

/** CLDR has it for millions; whoever reads there expects `other`. */
const OPTIONAL_CATEGORIES: Partial<Record<Language, readonly string[]>> = { fr: ["many"], es: ["many"] };

function* walk(parts: Parts): Generator<MessageFormatElement> {
  for (const part of parts) {
    yield part;
    if (part.type === TYPE.tag) yield* walk(part.children);
    if (part.type === TYPE.select || part.type === TYPE.plural) {
      for (const { value } of Object.values(part.options)) yield* walk(value);
    }
  }
}

/** The arguments and tags of a text. A plural and a number take the same value, and so do a select and the value alone. */
function slotsOf(parts: Parts): string[] {
  return [...new Set([...walk(parts)].map(toSlot).filter((slot) => slot !== undefined))];
}

function toSlot(part: MessageFormatElement): string | undefined {
  switch (part.type) {
    case TYPE.argument:
    case TYPE.select:
      return `{${part.value}}`;
    case TYPE.number:
    case TYPE.plural:
      return `{${part.value}, number}`;
    case TYPE.date:
    case TYPE.time:
      return `{${part.value}, date}`;
    case TYPE.tag:
      return `<${part.value}>`;
    case TYPE.literal:
    case TYPE.pound:
      return undefined;
  }
}

function optionsOf(parts: Parts): string[] {
  return [...walk(parts)].flatMap((part) =>
    part.type === TYPE.select ? Object.keys(part.options).map((option) => `${part.value}: ${option}`) : [],
  );
}

function literalsOf(parts: Parts): string[] {
  return [...walk(parts)].flatMap((part) => (part.type === TYPE.literal ? [part.value] : []));
}

function categoriesOf(language: Language, { pluralType: type }: PluralElement): readonly string[] {
  return new Intl.PluralRules(language, type === undefined ? {} : { type }).resolvedOptions().pluralCategories;
}

function findPluralMistakes({ language, parts }: Pair): string[] {
  return [...walk(parts)].flatMap((part) => {
    if (part.type !== TYPE.plural) return [];
    const categories = categoriesOf(language, part);
    const given = Object.keys(part.options).filter((option) => !option.startsWith("="));
    const optional = OPTIONAL_CATEGORIES[language] ?? [];
    return [
      ...categories
        .filter((category) => !given.includes(category) && !optional.includes(category))
        .map((category) => `${part.value} has no plural "${category}"`),
      ...given
        .filter((category) => !categories.some((known) => known === category))
        .map((category) => `${part.value} has a plural "${category}" that the language does not have`),
    ];
  });
}

function findSlotMistakes({ parts, englishParts }: Pair): string[] {
  const [slots, englishSlots] = [slotsOf(parts), slotsOf(englishParts)];
  const englishOptions = optionsOf(englishParts);
  return [
    ...englishSlots.filter((slot) => !slots.includes(slot)).map((slot) => `${slot} is missing`),
    ...slots.filter((slot) => !englishSlots.includes(slot)).map((slot) => `${slot} is not in the English text`),
    ...optionsOf(parts)
      .filter((option) => isChosenFrom(option, englishOptions) === false)
      .map((option) => `${option} is never chosen`),
  ];
}

/** `undefined` where the English text takes the value as it is, so that nothing says which there are. */
function isChosenFrom(option: string, english: readonly string[]): boolean | undefined {
  const [argument] = option.split(":");
  return english.some((known) => known.startsWith(`${argument}:`)) ? english.includes(option) : undefined;
}

function findBlankMistakes({ text }: Pair): string[] {
  if (text.trim() === "") return ["is empty"];
  return text === text.trim() ? [] : ["begins or ends with a blank"];
}

function findUntranslated({ language, text, english, parts }: Pair): string[] {
  if (language === "en" || text !== english || SAME_AS_ENGLISH[language].includes(text)) return [];
  return literalsOf(parts).some((literal) => /\p{L}/u.test(literal)) ? ["is the English text"] : [];
}

function findFrenchMistakes({ language, parts }: Pair): string[] {
  if (language !== "fr") return [];
  const literals = literalsOf(parts);
  return [
    ...(literals.some((literal) => / [;:!?»]|« /.test(literal)) ? ["has an ordinary space before ; : ! ?"] : []),
    ...(literals.some((literal) => literal.includes("'")) ? ["has a straight apostrophe"] : []),
  ];
}

const RULES = [findSlotMistakes, findPluralMistakes, findBlankMistakes, findUntranslated, findFrenchMistakes];

function findMistakes(language: Language, text: string, english: string): string[] {
  try {
    const pair = { language, text, parts: parse(text), english, englishParts: parse(english) };
    return RULES.flatMap((rule) => rule(pair));
  } catch (error) {
    return [`is no ICU message: ${String(error)}`];
  }
}

const filesOf = (language: Language) => readdirSync(join(import.meta.dirname, language)).toSorted();
const readFile = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), "utf8");
const FILES = filesOf("en");
/** The names of the destinations are the same in every language. */
const NAMES = "destinations.ts";

describe.each(LANGUAGES)("the texts in %s", (language) => {
  it("are in the same files as the English ones", () => {
    expect(filesOf(language)).toEqual(language === "en" ? FILES : FILES.filter((file) => file !== NAMES));
  });

  it.each(filesOf(language))("in %s are complete and well formed", async (file) => {
    const english = await readTexts(readFile("en", file));
    const texts = await readTexts(readFile(language, file));
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted());
    const mistakes = Object.entries(texts).flatMap(([key, text]) =>
      findMistakes(language, text, english[key] ?? "").map((mistake) => `${key} ${mistake}`),
    );
    expect(mistakes).toEqual([]);
  });
});

it.each(FILES)("calls the namespace of %s as the file", (file) => {
  const name = file.replace(".ts", "");
  const definition = name.startsWith("provider-")
    ? `defineApiNamespace("${name}", {\n  en: () => import("./en/${file}"),`
    : `defineNamespace("${name}", en,`;
  expect(readFile(file)).toContain(definition);
});

it.each<[Language, string, string, string[]]>([
  ["de", "Hallo <b>{name}</b>", "Hello <b>{name}</b>", []],
  ["de", "Hallo", "Hello <b>{name}</b>", ["<b> is missing", "{name} is missing"]],
  ["ja", "{count}件", "{count, number} rules", ["{count, number} is missing", "{count} is not in the English text"]],
  ["ja", "{count, number}件", "{count, plural, one {# rule} other {# rules}}", []],
  ["fr", "{count, plural, one {# règle} other {# règles}}", "{count, plural, one {# rule} other {# rules}}", []],
  ["de", "{n, plural, other {# Regeln}}", "{n, plural, one {# rule} other {# rules}}", ['n has no plural "one"']],
  [
    "ja",
    "{n, plural, one {#件} other {#件}}",
    "{n, plural, one {# rule} other {# rules}}",
    ['n has a plural "one" that the language does not have'],
  ],
  ["de", "{a, select, on {an} other {aus}}", "{a, select, yes {on} other {off}}", ["a: on is never chosen"]],
  ["es", " Regla", "Rule", ["begins or ends with a blank"]],
  ["es", "", "Rule", ["is empty"]],
  ["es", "Rule", "Rule", ["is the English text"]],
  ["es", "{first} {second}", "{first} {second}", []],
  ["fr", "Erreur\u202F: {text}", "Error: {text}", []],
  [
    "fr",
    "{text} : l''erreur",
    "{text}: the error",
    ["has an ordinary space before ; : ! ?", "has a straight apostrophe"],
  ],
])("finds in %s what is wrong with %j for %j", (language, text, english, mistakes) => {
  expect(findMistakes(language, text, english)).toEqual(mistakes);
});

it("says of a text that cannot be parsed that it is no message", () => {
  expect(findMistakes("de", "{name", "{name}")[0]).toMatch(/^is no ICU message/);
});
