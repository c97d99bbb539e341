import "./appearance/zod-without-eval.ts";
import { Appearance } from "#lib/contracts/appearance.ts";
import { LanguageSettings } from "#lib/contracts/language.ts";
import { isMessage } from "#lib/i18n/compile-texts.ts";
import { toTextOptions } from "#lib/i18n/to-text-options.ts";
import { toLook } from "./appearance/to-look.ts";
import type { HostConfig } from "./host-config.ts";

/** `meshes:config` of the host. Keys beside these are for other versions of the workspace. */
const ConfigMessage = LanguageSettings.extend({ appearance: Appearance.optional() });

type Answer = { change: (config: HostConfig) => HostConfig } | { problems: string[] };

/**
 * What a message of the host changes, or what is wrong with it: then it changes nothing. A part that it does not name
 * stays as it is. Loaded when the first such message comes.
 */
export function readConfig(data: unknown): Answer {
  const parsed = ConfigMessage.safeParse(data);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map(({ path, message }) => describe(path.map(String), message)) };
  }
  const { appearance, ...language } = parsed.data;
  const broken = Object.entries(language.phrases ?? {}).filter(([, text]) => !isMessage(text));
  if (broken.length > 0) return { problems: broken.map(([id]) => describe(["phrases", id], "Not an ICU message")) };
  return {
    change: (config) => ({
      look: appearance === undefined ? config.look : toLook(appearance),
      ...changeLanguage(config, language),
    }),
  };
}

function describe(path: readonly string[], problem: string): string {
  return `Meshes: meshes:config was ignored. ${path.join(".")}: ${problem}`;
}

function changeLanguage({ language, languageSettings }: HostConfig, changes: LanguageSettings) {
  if (Object.keys(changes).length === 0) return { language, languageSettings };
  const settings = { ...languageSettings, ...changes };
  return { language: toTextOptions(settings), languageSettings: settings };
}
