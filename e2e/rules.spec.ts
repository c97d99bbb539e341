import { expect, test } from "./fixtures.ts";
import { findAlert } from "./support/embed-steps.ts";

test("a rule is made, works for the next event, and is deleted after a question", async ({ backend, openHost }) => {
  await backend.connect("Order desk");
  const { workspace } = await openHost({ page: "rules" });
  await expect(workspace.getByText("No rules yet")).toBeVisible();
  await workspace.getByRole("link", { name: "New rule" }).click();
  await workspace.getByRole("button", { name: "Create rule" }).click();
  await expect(workspace.getByLabel("When this event happens")).toHaveAccessibleDescription(/empty|required/i);
  await workspace.getByLabel("When this event happens").fill("booking.created");
  await workspace.getByRole("button", { name: "Create rule" }).click();
  const row = workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toContainText("Order desk");
  await backend.reached(await backend.emit(), "completed");
  expect(await backend.deliveries()).toHaveLength(1);

  await row.getByRole("button", { name: "Delete the rule for booking.created" }).click();
  await workspace
    .getByRole("alertdialog", { name: "Delete this rule?" })
    .getByRole("button", { name: "Delete rule" })
    .click();
  await expect(workspace.getByText("No rules yet")).toBeVisible();
});

test("a rule that exists already is refused where it was asked for", async ({ backend, openHost, watch }) => {
  watch.expected.push(/status of 409/);
  const connection = await backend.connect("Order desk");
  await backend.rule({ connection });
  const { workspace } = await openHost({ page: "rules" });
  await workspace.getByRole("link", { name: "New rule" }).click();
  await workspace.getByLabel("When this event happens").fill("booking.created");
  await workspace.getByRole("button", { name: "Create rule" }).click();
  await expect(findAlert(workspace, "The rule was not created.")).toBeVisible();
  await expect(workspace.getByLabel("When this event happens")).toHaveValue("booking.created");
});

test("a rule is paused and resumed: events in between are not delivered by it", async ({ backend, openHost }) => {
  const connection = await backend.connect("Order desk");
  await backend.rule({ connection });
  const { workspace } = await openHost({ page: "rules" });
  const row = workspace.getByRole("row", { name: /booking\.created/ }).first();
  await row.getByRole("button", { name: "Pause the rule for booking.created" }).click();
  await workspace.getByRole("button", { name: "Pause rule" }).click();
  await expect(row).toContainText("Paused");
  await backend.reached(await backend.emit(), "completed");
  expect(await backend.deliveries()).toHaveLength(0);
  await row.getByRole("button", { name: "Resume the rule for booking.created" }).click();
  await workspace.getByRole("button", { name: "Resume rule" }).click();
  await expect(row).toContainText("Active");
  await backend.reached(await backend.emit(), "completed");
  expect(await backend.deliveries()).toHaveLength(1);
});
