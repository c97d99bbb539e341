import { Suspense } from "react";
import { LanguageContext } from "#components/patterns/language.ts";
import { NewRulePage } from "#components/rules/new-rule-page.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { pageOf } from "#lib/testing/page/fake-api.ts";
import { buildConnectionSummary, buildRule, CONNECTION_ID, WEBHOOK, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;

test("creates a rule for the event and the connection that were chosen", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnectionSummary()));
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
  api.on("GET", `/workspaces/${WORKSPACE_ID}/resources`, []);
  api.on("POST", "/rules", { rule: buildRule() });
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", { name: "When this event happens" }).fill("order.paid");
  await page.getByRole("button", { name: "Create rule" }).click();
  await expect.poll(() => api.calls("POST").length).toBe(1);
  expect(api.calls("POST")[0]?.body).toMatchObject({ event: "order.paid" });
});

test("says what the session is not allowed to do", async ({ workspace }) => {
  const page = await workspace.open(<NewRulePage />, { session: { capabilities: [] } });
  await expect.element(page.getByText("Your role does not allow you to create rules")).toBeVisible();
});

/** As the server describes it. */
const HUBSPOT: Integration = {
  ...WEBHOOK,
  name: "HubSpot",
  type: "hubspot",
  actions: {
    update_property: {
      key: "update_property",
      label: "Set a property",
      noun: "property",
      display: {
        label: "Set a property",
        description: "Sets one property of the contact to a chosen value, and creates the contact if there is none",
      },
      data: [
        {
          kind: "advanced",
          key: "properties",
          field: "id",
          label: "Field",
          noun: "field",
          required: true,
          options: {
            key: "options",
            field: "value",
            length: 1,
            type: "select",
            entity: "option",
            display: { label: "Value", button: "Choose a value", description: "What the field is set to" },
          },
        },
        {
          kind: "field",
          key: "lifecycle_stage_back",
          field: "lifecycle_stage_back",
          label: "Earlier lifecycle stage",
          type: "select",
          required: true,
          options: [{ value: "keep", label: "Keep the later stage" }],
        },
        {
          kind: "field",
          key: "newer",
          field: "newer",
          label: "Of a newer server",
          type: "text",
          required: true,
        },
      ],
    },
  },
};

test("says actions and what they ask for in the language of the person", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnectionSummary({ type: "hubspot", name: "CRM" })));
  api.on("GET", "/integrations", pageOf(HUBSPOT));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
  api.on("GET", `/workspaces/${WORKSPACE_ID}/resources`, []);
  const options = [{ value: "lead", label: "Lead" }];
  api.on("GET", `/connections/${CONNECTION_ID}/actions`, { properties: [{ id: "stage", name: "Stage", options }] });
  const page = await workspace.open(
    <LanguageContext value={{ locale: toLocale("de", undefined), phrases: {} }}>
      <Suspense>
        <NewRulePage />
      </Suspense>
    </LanguageContext>,
  );
  const action = page.getByRole("combobox", { name: "Und dies ausführen" });
  await expect.element(action).toHaveDisplayValue("Eigenschaft festlegen");
  await expect.element(page.getByText(/^Setzt eine Eigenschaft des Kontakts/)).toBeVisible();
  await expect
    .element(page.getByRole("combobox", { name: "Frühere Lebenszyklusphase" }))
    .toHaveDisplayValue("Spätere Phase behalten");
  await expect.element(page.getByRole("textbox", { name: "Of a newer server" })).toBeVisible();
  await page.getByRole("combobox", { name: "Feld" }).click();
  await page.getByRole("option", { name: "Stage" }).click();
  await expect
    .element(page.getByRole("combobox", { name: "Wert" }))
    .toHaveAccessibleDescription("Der Wert, den das Feld erhält");
  await expect.element(page.getByRole("button", { name: "Wert anzeigen" })).toBeVisible();
});
