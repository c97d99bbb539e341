import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./mail-fixtures.ts";
import { launchAt } from "./support/api-faults.ts";
import { connectMail } from "./support/connect-mail.ts";
import type { Host, HostQuery } from "./support/open-host.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SCOPES = { scopes: "events.payload:read" };

/** The form of a new rule for an event, and its choice of an audience. */
async function beginRule(openHost: (query: HostQuery) => Promise<Host>) {
  const { workspace } = await openHost({ page: "rules" });
  await workspace.getByRole("link", { name: "New rule" }).click();
  await workspace.getByLabel("When this event happens").fill("booking.created");
  const audience = workspace.getByRole("combobox", { name: /^Audience/ });
  return { workspace, audience };
}

test("a rule's audience is found by its name among many, and shown in the list of rules", async ({
  backend,
  openHost,
  provider,
}) => {
  await connectMail(backend, "mailchimp", "Newsletter");
  const { workspace, audience } = await beginRule(openHost);
  await audience.click();
  await expect(workspace.getByText(/Showing 50 of 60 lists/).first()).toBeVisible();
  await workspace.getByRole("button", { name: "Create rule" }).click();
  await expect(audience).toHaveAccessibleDescription(/Choose one/);
  await audience.fill("workshop news");
  await audience.press("ArrowDown");
  await audience.press("Enter");
  await expect(audience).toHaveValue("Newsletter of the workshop");
  await workspace.getByRole("button", { name: "Create rule" }).click();
  const row = workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toContainText("Newsletter · Add to list · Newsletter of the workshop");
  await backend.reached(await backend.emit(), "completed");
  expect(
    provider.received.some(({ method, path }) => method === "PUT" && path.includes("/lists/list41/members/")),
  ).toBe(true);

  await row.getByRole("link", { name: "Edit the rule for booking.created" }).click();
  await expect(workspace.getByRole("combobox", { name: /^Audience/ })).toHaveValue("Newsletter of the workshop");
  await workspace.getByLabel("When this event happens").fill("booking.paid");
  await workspace.getByRole("button", { name: "Save rule" }).click();
  await expect(workspace.getByRole("row", { name: /booking\.paid/ })).toContainText("Newsletter of the workshop");
});

test("what is beyond a long list is found by its name, and stays chosen", async ({ backend, openHost, page }) => {
  await connectMail(backend, "mailchimp", "Newsletter");
  const many = Array.from({ length: 600 }, (_, index) => ({ id: `other${index}`, name: `Other ${index}` }));
  await page.route(/\/actions\?key=lists$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { lists: many } });
  });
  const { workspace, audience } = await beginRule(openHost);
  await audience.fill("nothing like it");
  await expect(workspace.getByText("None of 600 lists match").first()).toBeVisible();
  await audience.fill("workshop");
  await expect(workspace.getByRole("option", { name: "Newsletter of the workshop" })).toBeVisible();
  await audience.press("ArrowDown");
  await audience.press("Enter");
  await expect(audience).toHaveValue("Newsletter of the workshop");
  await workspace.getByRole("button", { name: "Create rule" }).click();
  const row = workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toContainText("Newsletter · Add to list · Newsletter of the workshop");

  await page.reload();
  await row.getByRole("link", { name: "Edit the rule for booking.created" }).click();
  await expect(audience).toHaveValue("Newsletter of the workshop");
  await expect(workspace.getByText(/No longer in the account|no longer exists in the account/)).toBeHidden();
});

test("a provider that is away is said, asked again, and an id can be entered by hand", async ({
  backend,
  openHost,
  provider,
  watch,
}) => {
  watch.expected.push(/status of 422/);
  await connectMail(backend, "mailchimp", "Newsletter");
  provider.failWith(503);
  const { workspace } = await openHost({ page: "rules" });
  await workspace.getByRole("link", { name: "New rule" }).click();
  const alert = workspace.getByRole("alert").filter({ hasText: "The lists could not be loaded." });
  await expect(alert).toBeVisible();
  await workspace.getByRole("button", { name: "Enter the ID manually" }).click();
  await workspace.getByLabel(/^ID of the/).fill("list7");
  await workspace.getByRole("button", { name: "Choose from the list" }).click();
  provider.failWith(undefined);
  await workspace.getByRole("button", { name: "Retry" }).click();
  await expect(workspace.getByRole("combobox", { name: /^Audience/ })).toHaveValue("Audience 7");
  await expect(alert).toBeHidden();
});

test("a text shows what it becomes for the newest event, and takes values by choice", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  // A key that may only send cannot say which templates there are.
  watch.expected.push(/status of 422/);
  const connection = await connectMail(backend, "sendgrid", "Mails");
  await backend.emit({ payload: { bike: { name: "Gazelle" } } });
  await launchAt(page, `/workspace/rules/new?event=booking.created&connection=${connection}`);
  const { workspace } = await openHost(SCOPES);
  await workspace.getByLabel("And do this").selectOption({ label: "Send e-mail" });
  const body = workspace.getByLabel("Body", { exact: true });
  await body.fill("Your bike: ");
  await workspace.getByLabel("Insert a value into Body").selectOption("bike.name");
  await expect(body).toHaveValue("Your bike: {{bike.name}}");
  await expect(workspace.getByLabel("Preview of Body")).toHaveText("Your bike: Gazelle");
  await body.fill("{{bike.nam}}");
  await expect(workspace.getByText("Missing from the payload of this event: {{bike.nam}}")).toBeVisible();
});

test("a resource session chooses from the account too", async ({ backend, openHost, page }) => {
  const connection = await connectMail(backend, "mailchimp", "Newsletter");
  await launchAt(page, `/workspace/rules/new?event=repair.started&connection=${connection}`);
  const { workspace } = await openHost({ type: "resource", resource: "shop", resource_id: "linden-street" });
  await workspace.getByRole("combobox", { name: /^Audience/ }).fill("Audience 12");
  await workspace.getByRole("option", { name: "Audience 12" }).click();
  await workspace.getByRole("button", { name: "Create rule" }).click();
  await expect(workspace.getByRole("row", { name: /repair\.started/ })).toContainText("Audience 12");
});

for (const theme of ["light", "dark"] as const) {
  test(`the inputs of a rule have no barrier that axe finds: ${theme}`, async ({ backend, openHost, page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const connection = await connectMail(backend, "mailchimp", "Newsletter");
    await launchAt(page, `/workspace/rules/new?connection=${connection}`);
    const { workspace } = await openHost(SCOPES);
    await workspace.getByRole("button", { name: "Create rule" }).click();
    const audience = workspace.getByRole("combobox", { name: /^Audience/ });
    await audience.fill("audience");
    await expect(workspace.getByRole("option", { name: "Audience 10" })).toBeVisible();
    expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([]);
  });
}
