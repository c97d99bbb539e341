import { userEvent } from "vitest/browser";
import { MappingEditor } from "#components/mappings/mapping-editor.tsx";
import type { MappingField, MappingResult } from "#lib/contracts/mappings.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  buildConnection,
  buildFieldCatalog,
  buildMapping,
  CONNECTION_ID,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test as base } from "#lib/testing/page/test.tsx";

const MAPPING = `/connections/${CONNECTION_ID}/mappings/default`;
const field = (dest: string, value: string): MappingField => ({ dest, source: { type: "path", value } });
const panel = { name: "Someone else has saved this mapping" };
const save = { name: "Save mapping" };
const conflict = () => refusal(409, "Conflict", "Is 3 by now", [{ param: "expected_version", msg: "Is 3 by now" }]);

/** A mapping of version 2 whose e-mail I changed, while somebody else saved version 3. */
const test = base.extend("conflicting", async ({ api, workspace }) => {
  api.on("GET", `/workspaces/${WORKSPACE_ID}/events`, pageOf());
  api.on("PUT", MAPPING, conflict);
  api.on("GET", MAPPING, buildMapping([field("email", "theirs"), field("name", "name")], { version: 3 }));
  const page = await workspace.open(
    <MappingEditor
      connection={buildConnection({ type: "mailchimp" })}
      catalog={buildFieldCatalog([{ key: "email", type: "string" }])}
      result={buildMapping([field("email", "before"), field("age", "age")], { version: 2 })}
    />,
  );
  const mine = page.getByRole("group", { name: "email" }).getByLabelText("Path in the payload");
  await mine.fill("mine");
  await page.getByRole("button", save).click();
  return { page, mine };
});

const versions = (api: FakeApi) => api.calls("PUT").map(({ body }) => Object(body).expected_version as number);

test("shows what the other changed beside what was and what I made of it", async ({ conflicting: { page } }) => {
  await expect.element(page.getByRole("alertdialog", panel)).toMatchTextContent("Version 3 was saved");
  const changes = page.getByRole("alertdialog").getByRole("listitem").elements();
  expect(changes.map(({ textContent }) => textContent)).toEqual([
    "emailBeforebeforeTheirstheirsYoursmine",
    "ageBeforeageTheirsnot filledYoursas before",
    "nameBeforenot filledTheirsnameYoursas before",
  ]);
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("puts the focus on going on, and gives it back to the button that saves", async ({
  api,
  conflicting: { page, mine },
}) => {
  await expect.element(page.getByRole("button", { name: "Keep editing" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", save)).toHaveFocus();
  await expect.element(mine).toHaveValue("mine");
  expect(versions(api)).toEqual([2]);
});

test("takes what the other saved, and has nothing to save then", async ({ api, conflicting: { page, mine } }) => {
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect.element(mine).toHaveValue("theirs");
  await expect.element(page.getByRole("group", { name: "name" })).toBeVisible();
  await expect.element(page.getByRole("button", save)).toHaveAttribute("aria-disabled", "true");
  expect(versions(api)).toEqual([2]);
});

test("saves mine after theirs, once, also when it is clicked twice", async ({ api, conflicting: { page, mine } }) => {
  await expect.element(page.getByRole("alertdialog", panel)).toBeVisible();
  const held = heldReply<MappingResult>();
  api.on("PUT", MAPPING, held.reply);
  const keep = page.getByRole("button", { name: "Keep mine" }).element() as HTMLElement;
  keep.click();
  keep.click();
  await expect.poll(() => versions(api)).toEqual([2, 3]);
  held.answer(buildMapping([field("email", "mine"), field("age", "age")], { version: 4 }));
  await expect.element(page.getByText(/^Saved as version 4\./)).toBeVisible();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await expect.element(mine).toHaveValue("mine");
  expect(versions(api)).toEqual([2, 3]);
});

test("asks again when a third version was saved before mine", async ({ api, conflicting: { page } }) => {
  await expect.element(page.getByRole("alertdialog", panel)).toBeVisible();
  api.on("GET", MAPPING, buildMapping([field("email", "third"), field("age", "age")], { version: 4 }));
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect.element(page.getByRole("alertdialog", panel)).toMatchTextContent("Version 4 was saved");
  await expect.element(page.getByRole("alertdialog", panel)).toMatchTextContent("third");
});

test("says that the other one mapped every field as before", async ({ api, conflicting: { page } }) => {
  await page.getByRole("button", { name: "Keep editing" }).click();
  api.on("GET", MAPPING, buildMapping([field("email", "before"), field("age", "age")], { version: 5 }));
  await page.getByRole("button", save).click();
  await expect.element(page.getByRole("alertdialog", panel)).toMatchTextContent("It maps every field as before.");
});

test("says that nothing was saved when the other version cannot be read", async ({
  api,
  conflicting: { page, mine },
}) => {
  await page.getByRole("button", { name: "Keep editing" }).click();
  api.on("GET", MAPPING, refusal(403, "Forbidden", "Not you"));
  await page.getByRole("button", save).click();
  const alert = page.getByRole("alert");
  await expect.element(alert).toMatchTextContent("The mapping was not saved. Your role does not allow this.");
  await expect.element(mine).toHaveValue("mine");
  await mine.fill("mine.again");
  await expect.element(alert).not.toBeInTheDocument();
});
