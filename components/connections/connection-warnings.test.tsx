import { Suspense } from "react";
import { ConnectionWarnings } from "#components/connections/connection-warnings.tsx";
import { HealthBadge } from "#components/connections/health-badge.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { buildSlackConnection } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const SENDING = "The permission chat:write was not granted. This does not work without it: sending messages.";

const connection = buildSlackConnection({
  warnings: [
    { code: "missing_scope", subject: "chat:write", message: SENDING },
    { code: "missing_scope", subject: "files:write", message: "Files cannot be sent." },
    { code: "mapping_drift", subject: "chat:write", message: "The field chat:write can no longer be written" },
  ],
});

function warningsIn(tag: string, phrases: Record<string, string> = {}) {
  return (
    <LanguageContext value={{ locale: toLocale(tag, undefined), phrases }}>
      <Suspense>
        <ConnectionWarnings connection={connection} />
        <HealthBadge connection={connection} />
      </Suspense>
    </LanguageContext>
  );
}

test("says in Arabic what does not work without a permission, and the rest as the server does", async ({
  workspace,
}) => {
  const page = await workspace.open(warningsIn("ar"));
  const warnings = page.getByRole("listitem");
  const arabic = "لم يُمنح الإذن \u2066chat:write\u2069. من دونه لا يعمل ما يلي: إرسال الرسائل.";
  await expect.element(warnings.nth(0)).toMatchTextContent(arabic);
  await expect.element(warnings.nth(1)).toMatchTextContent("Files cannot be sent.");
  await expect.element(warnings.nth(2)).toMatchTextContent("The field chat:write can no longer be written");
  await expect.element(page.getByTitle(arabic, { exact: false })).toBeVisible();
});

test("are in the words of the host where it has some, in English too", async ({ workspace }) => {
  const id = "provider-permissions.slack.chat-write";
  const page = await workspace.open(warningsIn("en", { [id]: "Ask an administrator for messages." }));
  const warnings = page.getByRole("listitem");
  await expect.element(warnings.nth(0)).toMatchTextContent("Ask an administrator for messages.");
  await expect.element(warnings.nth(1)).toMatchTextContent("Files cannot be sent.");
  await expect.element(warnings.nth(2)).toMatchTextContent("The field chat:write can no longer be written");
});

test("stay as the server says them in English", async ({ workspace }) => {
  const page = await workspace.open(warningsIn("en"));
  await expect.element(page.getByRole("listitem").nth(0)).toMatchTextContent(SENDING);
});
