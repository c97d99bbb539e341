import { Suspense } from "react";
import { expect, it, vi } from "vitest";
import { render } from "vitest-browser-react";
import { toLocale } from "#lib/i18n/languages.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { LanguageContext, useFormats, useTranslations } from "./language.ts";

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

function Remaining() {
  const t = useTranslations(commonTexts);
  const formats = useFormats();
  return <p>{t("countdown.left", { duration: formats.remaining(4000) })}</p>;
}

it("waits for one namespace after the other, and says nothing of it on the console", async () => {
  const complaints = vi.spyOn(console, "error");
  const screen = await render(
    <LanguageContext value={{ locale: toLocale("fr", undefined), phrases: {} }}>
      <Suspense fallback="loading">
        <Remaining />
      </Suspense>
    </LanguageContext>,
  );
  await expect.element(screen.getByText("dans 4 s")).toBeVisible();
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});
