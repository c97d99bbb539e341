import { Suspense } from "react";
import { LanguageContext } from "#components/patterns/language.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { toLocale } from "#lib/i18n/languages.ts";
import { buildRule } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const metadata = { action: "send_message", name: "#general" };

test.for([
  [{}, "When order.paid happens →send it to Webhook · Send message · #general"],
  [{ resource: "shop" }, "When order.paid happens on shop →send it to Webhook · Send message · #general"],
  [{ resource_id: "7" }, "When order.paid happens on any resource / 7 →send it to Webhook · Send message · #general"],
  [
    { resource: "shop", resource_id: "7" },
    "When order.paid happens on shop / 7 →send it to Webhook · Send message · #general",
  ],
] as const)("says with %o when the rule applies", async ([scope, words], { workspace }) => {
  const page = await workspace.open(<RuleSentence rule={buildRule({ metadata, ...scope })} />);
  expect(page.container.textContent).toBe(words);
});

test("has the order of another language, and the name that the host gives a destination", async ({ workspace }) => {
  const options = { locale: toLocale("ja", undefined), phrases: { "destinations.webhook": "Event bridge" } };
  const page = await workspace.open(
    <LanguageContext value={options}>
      <Suspense>
        <RuleSentence rule={buildRule({ metadata, resource: "shop", resource_id: "7" })} />
      </Suspense>
    </LanguageContext>,
  );
  await expect
    .poll(() => page.container.textContent)
    .toBe("shop / 7でorder.paidが発生したら →送信先： Event bridge · Send message · #general");
});

test("names the action in the language of the person", async ({ workspace }) => {
  const page = await workspace.open(
    <LanguageContext value={{ locale: toLocale("de", undefined), phrases: {} }}>
      <Suspense>
        <RuleSentence rule={buildRule({ type: "slack", metadata })} />
      </Suspense>
    </LanguageContext>,
  );
  await expect.element(page.getByText("Nachricht senden", { exact: true })).toBeVisible();
});
