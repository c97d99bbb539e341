import { Suspense } from "react";
import { LanguageContext } from "#components/patterns/language.ts";
import { useRouteEffects } from "#components/shell/use-route-effects.ts";
import { systemClock } from "#lib/embed/clock.ts";
import { createEmbed } from "#lib/embed/create-embed.ts";
import type { RouteInfo } from "#lib/embed/describe-route.ts";
import { serverWindow } from "#lib/embed/server-window.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const reported: RouteInfo[] = [];
const embed = {
  ...createEmbed({ window: serverWindow, clock: systemClock, allowedOrigins: [] }),
  reportRoute: (route: RouteInfo) => void reported.push(route),
};

function Page() {
  useRouteEffects(embed);
  return <p>The page</p>;
}

for (const [url, tag, title] of [
  ["/workspace/rules/new", "en", "New rule"],
  ["/workspace/rules/new", "ja", "新しいルール"],
  ["/workspace/members", "de", "Diese Seite gibt es nicht"],
] as const) {
  test(`names ${url} in ${tag}, for the document and for the host`, async ({ workspace }) => {
    reported.length = 0;
    const page = await workspace.open(
      <LanguageContext value={{ locale: toLocale(tag, undefined), phrases: {} }}>
        <Suspense>
          <Page />
        </Suspense>
      </LanguageContext>,
      { url },
    );
    await expect.element(page.getByText("The page")).toBeVisible();
    expect(document.title).toBe(title);
    expect(reported).toEqual(url === "/workspace/members" ? [] : [{ page: "rules", path: url, title }]);
  });
}
