import { Suspense } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { toLocale } from "#lib/i18n/languages.ts";
import { LanguageContext, useFormats } from "./language.ts";

function Moment() {
  const formats = useFormats();
  const ago = formats.relative("2026-08-12T11:57:00.000Z", Date.parse("2026-08-12T12:00:00.000Z"));
  return <p>{`${ago}, ${formats.duration(7_500_000)}`}</p>;
}

it.each([
  ["en", "3 min ago, 2 h 5 min"],
  ["de", "vor 3 Min., 2 Std. 5 Min."],
  ["ja", "3 分前, 2時間5分"],
])("writes for %s what people there read", async (tag, text) => {
  const screen = await render(
    <LanguageContext value={{ locale: toLocale(tag, undefined), phrases: {} }}>
      <Suspense fallback="loading">
        <Moment />
      </Suspense>
    </LanguageContext>,
  );
  await expect.element(screen.getByText(text)).toBeVisible();
});
