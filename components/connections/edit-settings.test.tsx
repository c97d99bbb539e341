import { EditSettings } from "#components/connections/edit-settings.tsx";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { refusal } from "#lib/testing/page/fake-api.ts";
import { buildConnection, CONNECTION_ID, WEBHOOK } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;
const metadata = { url: "https://hooks.example.com/orders", auth_scheme: "bearer", auth_token: SECRET_MASK };
const stored = buildConnection({ metadata, version: 3 });
const webhook = <EditSettings connection={stored} integration={WEBHOOK} />;

const ACTIVE_CAMPAIGN: Integration = {
  ...WEBHOOK,
  name: "ActiveCampaign",
  type: "activecampaign",
  authentication: {
    type: "api_key",
    fields: [
      { label: "API URL", key: "api_url", type: "text", required: true, validate: "url" },
      { label: "API key", key: "api_key", type: "password", required: true },
    ],
  },
};
const campaign = buildConnection({
  type: "activecampaign",
  name: "ActiveCampaign",
  metadata: { api_url: "https://linden.api-us1.com", api_key: SECRET_MASK, account_label: "linden" },
});

test("keeps a stored secret that is left blank, and sends the version that was read", async ({ api, workspace }) => {
  api.on("PUT", CONNECTION, { ...stored, version: 4 });
  const page = await workspace.open(webhook);
  const token = page.getByLabelText("Token");
  await expect.element(token).toHaveValue("");
  await expect.element(token).toHaveAccessibleDescription("Leave blank to keep the current value");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText("Saved. The next delivery uses the new settings.")).toBeVisible();
  expect(api.calls().map(({ method, path, body }) => [method, path, body])).toEqual([
    [
      "PUT",
      CONNECTION,
      {
        name: "Order hook",
        metadata: { ...metadata, custom_headers: [], skip_test: false },
        expected_version: 3,
      },
    ],
  ]);
});

test("saves again on top of what was saved before, and no longer says saved while that fails", async ({
  api,
  workspace,
}) => {
  api.on("PUT", CONNECTION, { ...stored, version: 4 });
  const page = await workspace.open(webhook);
  const save = page.getByRole("button", { name: "Save changes" });
  await save.click();
  await expect.element(page.getByText(/^Saved\./)).toBeVisible();
  api.on("PUT", CONNECTION, () => refusal(409, "Conflict", "Somebody else has changed it. Load it again."));
  await page.getByRole("textbox", { name: "Name" }).fill("Front desk");
  await save.click();
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent("Nothing was saved. Somebody else has changed it. Load it again.");
  await expect.element(page.getByText(/^Saved/)).not.toBeInTheDocument();
  await expect.element(page.getByRole("textbox", { name: "Name" })).toHaveValue("Front desk");
  expect(api.calls("PUT").map(({ body }) => body)).toMatchObject([{ expected_version: 3 }, { expected_version: 4 }]);
});

test("asks for the secret again when the address leads to another host, and sends nothing without it", async ({
  api,
  workspace,
}) => {
  const page = await workspace.open(webhook);
  const [url, token] = [page.getByRole("textbox", { name: "URL" }), page.getByLabelText("Token")];
  await url.fill("https://hooks.example.com/other");
  await expect.element(token).toHaveAccessibleDescription("Leave blank to keep the current value");
  await url.fill("https://elsewhere.example.com/orders");
  const asked = "The address is on another host, so the current value is not used. Enter it again.";
  await expect.element(token).toHaveAccessibleDescription(asked);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(token).toHaveAccessibleDescription(`${asked} Required`);
  await expect.element(token).toHaveFocus();
  expect(api.calls()).toEqual([]);
});

test("sends a secret that was typed in the place of the stored one, and forgets it when it is saved", async ({
  api,
  workspace,
}) => {
  api.on("PUT", CONNECTION, { ...stored, version: 4 });
  const page = await workspace.open(webhook);
  const token = page.getByLabelText("Token");
  await token.fill("n3w");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText(/^Saved\./)).toBeVisible();
  await expect.element(token).toHaveValue("");
  expect(api.calls("PUT")[0]?.body).toMatchObject({ metadata: { auth_token: "n3w" } });
});

test("sends no stored secret that the new choice does not need", async ({ api, workspace }) => {
  api.on("PUT", CONNECTION, buildConnection({ version: 4 }));
  const page = await workspace.open(webhook);
  await page.getByRole("combobox", { name: "Authentication" }).selectOptions("none");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText(/^Saved\./)).toBeVisible();
  expect(api.calls("PUT")[0]?.body).toMatchObject({ metadata: { auth_scheme: "none" } });
  expect(JSON.stringify(api.calls("PUT"))).not.toContain("auth_token");
});

test("tests again the next time, after it was saved once without", async ({ api, workspace }) => {
  api.on("PUT", CONNECTION, { ...stored, version: 4 });
  const page = await workspace.open(webhook);
  const isTested = page.getByRole("checkbox", { name: "Send a test request when saving" });
  await isTested.click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText(/^Saved\./)).toBeVisible();
  await expect.element(isTested).toBeChecked();
  expect(api.calls("PUT")[0]?.body).toMatchObject({ metadata: { skip_test: true } });
});

test("asks for the key of an account again when its address has changed in any way", async ({ api, workspace }) => {
  api.on("PUT", CONNECTION, { ...campaign, version: 2 });
  const page = await workspace.open(<EditSettings connection={campaign} integration={ACTIVE_CAMPAIGN} />);
  const [url, key] = [page.getByRole("textbox", { name: "API URL" }), page.getByLabelText("API key")];
  await url.fill("https://linden.api-us1.com/2");
  await expect
    .element(key)
    .toHaveAccessibleDescription("The address has changed, so the current value is not used. Enter it again.");
  await url.fill(" https://linden.api-us1.com ");
  await expect.element(key).toHaveAccessibleDescription("Leave blank to keep the current value");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText(/^Saved and verified: connected to linden\./)).toBeVisible();
  expect(api.calls("PUT")[0]?.body).toMatchObject({
    metadata: { api_url: "https://linden.api-us1.com", api_key: SECRET_MASK },
  });
});

test("names the account in full, however long it is", async ({ workspace }) => {
  const label = "linden-street-cycles-".repeat(12);
  const connection = { ...campaign, metadata: { ...campaign.metadata, account_label: label } };
  const page = await workspace.open(<EditSettings connection={connection} integration={ACTIVE_CAMPAIGN} />);
  const account = page.getByText(label);
  await expect.element(account).toBeVisible();
  expect(account.element().getBoundingClientRect().right).toBeLessThanOrEqual(window.innerWidth);
});
