import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./mail-fixtures.ts";
import { launchAt } from "./support/api-faults.ts";
import { connectMail } from "./support/connect-mail.ts";
import { MERGE_FIELDS } from "./support/mail-providers.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SCOPES = { scopes: "events.payload:read" };
const PAYLOAD = { person: { mail: " Ilse@Example.com ", born: "23.11.1990" }, email: "ilse@example.com" };

test("a mapping is edited, tried on an event, saved, and delivers what was shown", async ({
  backend,
  openHost,
  page,
  provider,
}) => {
  const connection = await connectMail(backend, "mailchimp", "Newsletter");
  const metadata = { action: "add_to_list", id: "list1" };
  await backend.api.send("POST", "/rules", {
    workspace: backend.workspaceId,
    connection,
    event: "booking.created",
    metadata,
  });
  await backend.reached(await backend.emit({ payload: PAYLOAD }), "completed");
  await launchAt(page, `/workspace/connections/${connection}`);
  const { workspace } = await openHost(SCOPES);
  await workspace.getByRole("link", { name: "Mappings" }).click();
  await expect(workspace.getByText("Not saved yet.")).toBeVisible();
  const mail = workspace.getByRole("group", { name: "E-mail" });
  await expect(mail.getByLabel("E-mail becomes")).toHaveText("ilse@example.com");
  await mail.getByLabel("Path in the payload").fill("person.mail");
  await mail.getByLabel("Add a step").selectOption("trim");
  await mail.getByLabel("Add a step").selectOption("upper");
  await expect(mail.getByLabel("E-mail becomes")).toHaveText("ILSE@EXAMPLE.COM");

  const fields = workspace.getByRole("combobox", { name: /^Add a field/ });
  await fields.fill("birth");
  await workspace.getByRole("option", { name: /Date of birth/ }).click();
  const born = workspace.getByRole("group", { name: "Date of birth" });
  await born.getByLabel("Path in the payload").fill("person.born");
  await expect(born.getByText(/This field accepts a date/)).toBeVisible();
  await born.getByLabel("Add a step").selectOption("to_date");
  await expect(born.getByText("The value of person.born is not a date")).toBeVisible();
  await born.getByLabel("Filled with").selectOption("literal");
  await born.getByLabel("Value", { exact: true }).fill("1990-11-23");
  await expect(born.getByLabel("Date of birth becomes")).toHaveText("1990-11-23");
  await workspace.getByRole("button", { name: "Save mapping" }).click();
  await expect(workspace.getByText("Saved as version 1.")).toBeVisible();

  provider.received.length = 0;
  await backend.reached(await backend.emit({ payload: PAYLOAD }), "completed");
  const sent = provider.received.find(({ path }) => path.includes("/members/"));
  expect(JSON.parse(sent?.body ?? "{}")).toMatchObject({
    email_address: "ILSE@EXAMPLE.COM",
    merge_fields: { BORN: expect.stringContaining("1990") },
  });
});

test("two people at one mapping: the later one sees what the other changed and chooses", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 409/);
  const connection = await connectMail(backend, "mailchimp", "Newsletter");
  const save = (path: string) =>
    backend.api.send("PUT", `/connections/${connection}/mappings/default`, {
      schema: { schema_version: 1, fields: [{ dest: "email", source: { type: "path", value: path } }] },
    });
  await save("email");
  await launchAt(page, `/workspace/connections/${connection}/mappings`);
  const { workspace } = await openHost(SCOPES);
  const path = workspace.getByRole("group", { name: "E-mail" }).getByLabel("Path in the payload");
  const press = (name: string) => workspace.getByRole("button", { name }).click();
  const panel = workspace.getByRole("alertdialog", { name: "Someone else has saved this mapping" });
  await path.fill("mine");
  await save("theirs");
  await press("Save mapping");
  await expect(panel).toContainText("theirs");
  await expect(panel).toContainText("mine");
  await press("Keep editing");
  await expect(path).toHaveValue("mine");
  await press("Save mapping");
  await press("Take theirs");
  await expect(path).toHaveValue("theirs");

  await path.fill("mine.again");
  await save("theirs.again");
  await press("Save mapping");
  await press("Keep mine");
  await expect(workspace.getByText("Saved as version 4.")).toBeVisible();
  await expect(path).toHaveValue("mine.again");
});

test("changes that are not saved are not lost by a click, and a field that vanished is told at its row", async ({
  backend,
  openHost,
  page,
  provider,
}) => {
  const connection = await connectMail(backend, "mailchimp", "Newsletter");
  const fields = ["email", "BORN"].map((dest) => ({ dest, source: { type: "path", value: dest } }));
  await backend.api.send("PUT", `/connections/${connection}/mappings/default`, {
    schema: { schema_version: 1, fields },
  });
  provider.has(MERGE_FIELDS.slice(0, 1));
  await launchAt(page, `/workspace/connections/${connection}/mappings`);
  const { workspace } = await openHost();
  await workspace.getByRole("button", { name: "Refresh fields" }).click();
  await expect(workspace.getByText("The field BORN no longer exists in the connected account")).toBeVisible();
  await workspace.getByRole("button", { name: "Remove BORN" }).click();
  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  const question = workspace.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay here" }).click();
  await workspace.getByRole("button", { name: "Save mapping" }).click();
  await expect(workspace.getByText("Saved as version 2.")).toBeVisible();
  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  await expect(workspace.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
});

test("a member sees the mapping and is offered nothing that changes it", async ({ backend, openHost, page }) => {
  const connection = await connectMail(backend, "mailchimp", "Newsletter");
  await launchAt(page, `/workspace/connections/${connection}/mappings`);
  const { workspace } = await openHost({ role: "member" });
  await expect(workspace.getByRole("definition").first()).toContainText("email");
  await expect(workspace.getByRole("button", { name: "Save mapping" })).toBeHidden();
});

for (const theme of ["light", "dark"] as const) {
  test(`the editor has no barrier that axe finds: ${theme}`, async ({ backend, openHost, page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const connection = await connectMail(backend, "mailchimp", "Newsletter");
    await backend.emit({ payload: PAYLOAD });
    await launchAt(page, `/workspace/connections/${connection}/mappings`);
    const host = await openHost(SCOPES);
    const mail = host.workspace.getByRole("group", { name: "E-mail" });
    await mail.getByLabel("Add a step").selectOption("substring");
    await expect(mail.getByLabel("E-mail becomes")).toBeVisible();
    await host.workspace.getByRole("combobox", { name: /^Add a field/ }).click();
    expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([]);
    await mail.getByLabel("Path in the payload").fill("$");
    await host.workspace.getByRole("button", { name: "Save mapping" }).click();
    await expect(host.workspace.getByText("Some fields are incomplete")).toBeVisible();
    expect((await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations).toEqual([]);
  });
}
