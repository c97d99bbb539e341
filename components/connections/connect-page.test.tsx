import { Suspense } from "react";
import { ConnectPage } from "#components/connections/connect-page.tsx";
import { NewConnectionPage } from "#components/connections/new-connection-page.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { buildOAuthAttempt, SLACK, WEBHOOK, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

test("says what is being connected while its form is loading", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("GET", "/integrations", reply);
  const page = await workspace.open(<ConnectPage type="webhook" />);
  await expect.element(page.getByRole("heading", { name: "Connect Webhook" })).toBeVisible();
  await expect.element(page.getByText("Loading the form")).toBeInTheDocument();
  answer(pageOf(WEBHOOK));
  await expect.element(page.getByRole("button", { name: "Create connection" })).toBeVisible();
  await expect.element(page.getByText("Loading the form")).not.toBeInTheDocument();
});

for (const [what, type, heading] of [
  ["this server cannot connect", "slack", "Connect Slack"],
  ["nobody knows", "fax", "New connection"],
] as const) {
  test(`leads to the others from a destination that ${what}`, async ({ api, workspace }) => {
    api.on("GET", "/integrations", pageOf(WEBHOOK, { ...SLACK, available: false }));
    const page = await workspace.open(<ConnectPage type={type} />);
    await expect.element(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect.element(page.getByText("This destination is not available.")).toBeVisible();
    await expect
      .element(page.getByRole("link", { name: "See all destinations" }))
      .toHaveAttribute("href", "/workspace/connections/new");
  });
}

test("can be loaded again after the server failed", async ({ api, workspace }) => {
  api.on("GET", "/integrations", () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(<ConnectPage type="webhook" />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("This could not be loaded");
  await expect.element(page.getByText("This destination is not available.")).not.toBeInTheDocument();
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("button", { name: "Create connection" })).toBeVisible();
});

for (const [name, part] of [
  ["the form", <ConnectPage key="form" type="webhook" />],
  ["the catalog", <NewConnectionPage key="catalog" />],
] as const) {
  test(`shows ${name} to nobody who may not create connections, and loads nothing`, async ({ api, workspace }) => {
    const page = await workspace.open(part, { session: { capabilities: ["read_connections"] } });
    await expect.element(page.getByText("Your role does not allow you to create connections")).toBeVisible();
    await expect.element(page.getByRole("button")).not.toBeInTheDocument();
    expect(api.calls()).toEqual([]);
  });
}

test("leads back to the list of those whose session may open it", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  const page = await workspace.open(<ConnectPage type="webhook" />);
  await expect
    .element(page.getByRole("link", { name: "Connections" }))
    .toHaveAttribute("href", "/workspace/connections");
  await page.unmount();
  const other = await workspace.open(<ConnectPage type="webhook" />, { session: { pages: ["rules"] } });
  await expect.element(other.getByRole("button", { name: "Create connection" })).toBeVisible();
  await expect.element(other.getByRole("link", { name: "Connections" })).not.toBeInTheDocument();
});

/** As the server describes it. */
const ACTIVECAMPAIGN: Integration = {
  ...WEBHOOK,
  name: "ActiveCampaign",
  type: "activecampaign",
  authentication: {
    type: "api_key",
    fields: [
      {
        key: "api_url",
        label: "API URL",
        type: "text",
        required: true,
        helpText: "Of a newer server",
        pattern: "^https://",
        patternMessage: "A URL that starts with https://",
      },
      {
        key: "api_key",
        label: "API key",
        type: "password",
        required: true,
        helpText: "ActiveCampaign: Settings, Developer, below the URL. Every user has one",
        usualPattern: "^[a-f0-9]{72}$",
        usualMessage: "ActiveCampaign's keys usually have 72 characters from 0 to 9 and a to f",
      },
    ],
  },
};

test("asks in the language of the person, and complains in it", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(ACTIVECAMPAIGN));
  const page = await workspace.open(
    <LanguageContext value={{ locale: toLocale("de", undefined), phrases: {} }}>
      <Suspense>
        <ConnectPage type="activecampaign" />
      </Suspense>
    </LanguageContext>,
  );
  const url = page.getByRole("textbox", { name: "API-URL" });
  await url.fill("ftp://acme");
  await expect
    .element(
      page.getByText("In ActiveCampaign unter Settings, Developer, unter der URL. Alle Benutzer haben einen eigenen"),
    )
    .toBeVisible();
  await page.getByLabelText("API-Schlüssel").fill("short");
  await expect.element(page.getByText("Eine URL, die mit https:// beginnt")).toBeVisible();
  await expect.element(url).toHaveAccessibleDescription("Of a newer server Eine URL, die mit https:// beginnt");
  await expect
    .element(page.getByText(/haben normalerweise 72 Zeichen von 0 bis 9 und a bis f\. Der Wert wird/))
    .toBeVisible();
  await url.fill("https://acme.api-us1.com");
  // What this page does not know is said as the server says it.
  await expect.element(url).toHaveAccessibleDescription("Of a newer server");
});

test("says in the language of the person what a sign-in is for", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(SLACK));
  api.on("POST", `/workspaces/${WORKSPACE_ID}/oauth-attempts`, {
    attempt: buildOAuthAttempt(),
    start_url: "https://meshes.example/oauth/start",
  });
  const page = await workspace.open(
    <LanguageContext value={{ locale: toLocale("de", undefined), phrases: {} }}>
      <Suspense>
        <ConnectPage type="slack" />
      </Suspense>
    </LanguageContext>,
  );
  await expect
    .element(page.getByRole("listitem"))
    .toMatchTextContent("Nachricht senden: Schreibt eine Nachricht in einen Kanal");
});
