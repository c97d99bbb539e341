import { expect, it } from "vitest";
import { STANDARD_LOCALE, toLocale } from "#lib/i18n/languages.ts";
import { STANDARD_LOOK } from "./appearance/look.ts";
import type { HostConfig } from "./host-config.ts";
import { readConfig } from "./read-config.ts";

const STANDARD: HostConfig = {
  look: STANDARD_LOOK,
  language: { locale: STANDARD_LOCALE, phrases: {} },
  languageSettings: {},
};

function changed(data: object, before = STANDARD): HostConfig {
  const answer = readConfig({ type: "meshes:config", ...data });
  if ("problems" in answer) throw new Error(answer.problems.join("; "));
  return answer.change(before);
}

it("reads the look that a host asks for", () => {
  expect(changed({ appearance: { theme: "dark", hide_navigation: true }, later: "unknown here" })).toEqual({
    ...STANDARD,
    look: {
      css: expect.stringContaining("color-scheme:dark"),
      isNavigationHidden: true,
      areTitlesHidden: false,
      notes: [],
    },
  });
});

it("changes what is named, and leaves the rest", () => {
  const german = changed({ locale: "de", phrases: { "connections.title": "Apps" } });
  expect(german.language).toEqual({ locale: toLocale("de", undefined), phrases: { "connections.title": "Apps" } });
  const inTokyo = changed({ time_zone: "Asia/Tokyo" }, german);
  expect(inTokyo.language).toEqual({ ...german.language, locale: toLocale("de", "Asia/Tokyo") });
  expect(changed({ appearance: {} }, inTokyo).language).toBe(inTokyo.language);
  expect(changed({ phrases: {} }, inTokyo).language.phrases).toEqual({});
});

it.each([
  [{ appearance: { radius: 99 } }, "appearance.radius: At most 24"],
  [{ locale: "no tag" }, "locale: A language tag of BCP 47, such as de or pt-BR"],
  [{ time_zone: "Mars/Olympus" }, "time_zone: A time zone of IANA, such as Europe/Berlin"],
  [{ phrases: { "connections.title": "{" } }, "phrases.connections.title: Not an ICU message"],
])("says what is wrong with a message that it cannot use: %j", (data, problem) => {
  expect(readConfig({ type: "meshes:config", ...data })).toEqual({
    problems: [`Meshes: meshes:config was ignored. ${problem}`],
  });
});

it("takes nothing from a prototype", () => {
  const data: unknown = JSON.parse('{"type":"meshes:config","appearance":{"__proto__":{"radius":1},"radius":2}}');
  readConfig(data);
  expect({}).not.toHaveProperty("radius");
});
