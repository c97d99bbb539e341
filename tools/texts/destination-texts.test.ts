import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Integration } from "#lib/contracts/integrations.ts";
import { LanguageSettings } from "#lib/contracts/language.ts";
import { compileTexts } from "#lib/i18n/compile-texts.ts";
import { LANGUAGES, STANDARD_LOCALE } from "#lib/i18n/languages.ts";
import { sayActions, sayForm, sayInputs } from "#lib/i18n/say-destination.ts";
import { createTranslate } from "#lib/i18n/translator.ts";
import { builtInDestinations } from "#lib/server/providers/registry.ts";
import { readTexts } from "./compile-file.ts";
import { collectTexts, DESTINATION_NAMESPACES, toMessage } from "./destination-texts.ts";

const readFile = (language: string, namespace: string) =>
  readTexts(readFileSync(`lib/i18n/texts/${language}/${namespace}.ts`, "utf8"));

describe.each(DESTINATION_NAMESPACES)("the texts of %s", (namespace) => {
  const texts = collectTexts(namespace);

  it("are those of the definitions: run `npm run openapi`", async () => {
    const messages = [...texts].map(([key, text]) => [key, toMessage(text)]);
    expect(Object.entries(await readFile("en", namespace))).toEqual(messages);
  });

  it("are said in English to the letter of the API", async () => {
    const compiled = compileTexts(await readFile("en", namespace));
    const t = createTranslate({ name: namespace }, compiled, { locale: STANDARD_LOCALE, phrases: {} });
    for (const [key, text] of texts) {
      expect(t(key)).toBe(text);
      // What comes from the API is compared with it.
      expect(compiled[key]).toBe(text);
    }
  });

  it("can all be replaced by phrases of the host", () => {
    for (const key of texts.keys()) {
      const phrases = { [`${namespace}.${key}`]: "Another" };
      expect(LanguageSettings.safeParse({ phrases }).error, key).toBeUndefined();
    }
  });

  it.each(LANGUAGES)("keep in %s what is code in them: values in braces, and addresses", async (language) => {
    const translated = compileTexts(await readFile(language, namespace));
    for (const [key, text] of texts) {
      for (const code of text.match(/\{\{[^}]+\}\}|https:\/\/\S+|\S+@[^\s>]+|[a-z]+\.salesforce\.com/g) ?? []) {
        expect(translated[key], key).toContain(code);
      }
    }
  });
});

it("has a text for every permission that is asked for", () => {
  const scopes = builtInDestinations.all.flatMap(({ oauth }) => oauth?.scopes ?? []);
  expect(scopes.length).toBeGreaterThan(20);
  expect(collectTexts("provider-permissions").size).toBe(scopes.length);
});

/** What the API has for programs, beside what it says to people. `noun` chooses a word in the texts of the form. */
const CODE =
  /^(?:key|type|kind|field|fields|noun|value|valueType|validate|pattern|usualPattern|regex|defaultValue|target|from|entity)$/;
/** Nobody sees them in the workspace. */
const UNSEEN = /^(?:name|button|dependsOn)$/;
const MARK = "said: ";

/** The texts that nothing was said for. */
function findUnsaid(value: unknown, path: string): string[] {
  if (typeof value === "string") return value.startsWith(MARK) ? [] : [`${path}: ${value}`];
  if (typeof value !== "object" || value === null) return [];
  if ("valueType" in value) return [];
  // An option that is called as its value is.
  if ("label" in value && "value" in value && value.label === value.value) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    (CODE.test(key) && !Array.isArray(child) && typeof child !== "object") || UNSEEN.test(key) || key === "fields.id"
      ? []
      : findUnsaid(child, `${path}.${key}`),
  );
}

it.each(builtInDestinations.all.map(({ integration }) => [integration.type, integration] as const))(
  "leaves no text of %s in English",
  (_type, integration: Integration) => {
    const mark = (_key: string, text: string) => MARK + text;
    const said = sayInputs(sayActions(sayForm(integration, mark), mark), mark);
    const { authentication, actions } = said;
    const shown = {
      forms: authentication.fields ?? [],
      actions: Object.values(actions).map(({ fields: _fields, ...action }) => action),
    };
    expect(findUnsaid(shown, integration.type)).toEqual([]);
  },
);
