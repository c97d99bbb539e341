import { expect, test } from "./fixtures.ts";
import { tabTo, testForm } from "./support/embed-steps.ts";

test("from nothing to a delivered test event, with the keyboard alone", async ({ backend, openHost, page }) => {
  const { workspace, iframe } = await openHost({ page: "connections" });
  await expect(workspace.getByText("No connections yet")).toBeVisible();
  await iframe.focus();
  await tabTo(page, workspace.getByRole("link", { name: "Skip to the content" }));
  await page.keyboard.press("Enter");
  await tabTo(page, workspace.getByRole("link", { name: "New connection" }));
  await page.keyboard.press("Enter");

  await expect(workspace.getByRole("heading", { name: "New connection" })).toBeFocused();
  await tabTo(page, workspace.getByRole("link", { name: "Webhook", exact: true }));
  await page.keyboard.press("Enter");

  await expect(workspace.getByRole("heading", { name: "Connect Webhook" })).toBeFocused();
  await tabTo(page, workspace.getByLabel("Name", { exact: true }));
  await page.keyboard.type("Order desk");
  await tabTo(page, workspace.getByLabel("URL"));
  await page.keyboard.type(backend.receiverUrl);
  await page.keyboard.press("Enter");
  await expect(workspace.getByRole("heading", { name: "Connection created" })).toBeVisible();
  await tabTo(page, workspace.getByRole("link", { name: "Create a rule" }));
  await page.keyboard.press("Enter");

  await expect(workspace.getByRole("heading", { name: "New rule" })).toBeFocused();
  await tabTo(page, workspace.getByLabel("When this event happens"));
  await page.keyboard.type("booking.created");
  await tabTo(page, workspace.getByRole("button", { name: "Create rule" }));
  await page.keyboard.press("Enter");
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();

  await iframe.focus();
  await tabTo(page, workspace.getByRole("link", { name: "Events", exact: true }));
  await page.keyboard.press("Enter");
  await expect(workspace.getByRole("heading", { name: "Events", exact: true })).toBeFocused();
  await tabTo(page, workspace.getByRole("button", { name: "Send test event" }).first());
  await page.keyboard.press("Enter");
  await tabTo(page, testForm(workspace).getByLabel("Event", { exact: true }));
  await page.keyboard.type("booking.created");
  await tabTo(page, workspace.getByRole("button", { name: "Send event" }));
  await page.keyboard.press("Enter");
  await expect(workspace.getByRole("link", { name: "View the event" })).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await expect(workspace.getByRole("link", { name: "View the event" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(workspace.getByText("Delivered after 1 attempt.")).toBeVisible();
});

test("a question is answered with Escape, and the focus is back where it was", async ({ backend, openHost, page }) => {
  await backend.demo();
  const { workspace, iframe } = await openHost({ page: "connections" });
  const button = workspace.getByRole("button", { name: "Delete Order desk webhook" });
  await expect(button).toBeVisible();
  await iframe.focus();
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await expect(workspace.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(workspace.getByRole("alertdialog", { name: /Delete “Order desk webhook”/ })).toBeHidden();
  await expect(button).toBeFocused();
});

test("a frame that is loading does not take the focus from the host page", async ({ openHost, page }) => {
  const host = await openHost({ autostart: 0 });
  const button = page.getByRole("button", { name: "New session" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(host.workspace.getByText("Set up delivery")).toBeVisible();
  await expect(button).toBeFocused();
});
