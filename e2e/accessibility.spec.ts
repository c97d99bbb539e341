import { expect, test } from "./fixtures.ts";
import { failReads } from "./support/api-faults.ts";
import { deliveryRow, findAlert, goTo, newWebhook } from "./support/embed-steps.ts";
import { expectAccessible } from "./support/expect-accessible.ts";

test("pages with data", async ({ backend, openHost, page }) => {
  test.slow();
  await backend.demo();
  const refusing = await backend.connect("CRM hook", "/receiver?mode=422");
  await backend.rule({ connection: refusing, event: "invoice.paid" });
  await backend.reached(await backend.emit({ event: "invoice.paid" }), "failed");
  await backend.emit({ event: "workshop.closed" });
  const host = await openHost();
  const { workspace } = host;
  for (const name of ["Dashboard", "Connections", "Rules", "Events"]) {
    await goTo(host, name);
    await expect(workspace.getByRole("rowheader").first()).toBeVisible();
    await expectAccessible(page, name);
  }
  await workspace.getByRole("link", { name: /invoice\.paid/ }).click();
  await deliveryRow(workspace, "CRM hook")
    .getByRole("button", { name: /Details/ })
    .click();
  await expect(workspace.getByText("Secrets and credentials are masked.")).toBeVisible();
  await expectAccessible(page, "Event");
});

test("a bulk retry before and after", async ({ backend, openHost, page }) => {
  test.slow();
  const refusing = await backend.connect("CRM hook", "/receiver?mode=422");
  await backend.rule({ connection: refusing, event: "invoice.paid" });
  await backend.reached(await backend.emit({ event: "invoice.paid" }), "failed");
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("button", { name: "Failed", exact: true }).click();
  await workspace.getByRole("button", { name: "Retry all…" }).click();
  await expect(workspace.getByText("1 delivery can be retried.")).toBeVisible();
  await expectAccessible(page, "Retry preview");
  await workspace.getByRole("button", { name: "Retry 1 now" }).click();
  await expect(workspace.getByText("Of these: 1 failed again.")).toBeVisible();
  await expectAccessible(page, "Retry result");
});

test("forms and questions", async ({ backend, openHost, page }) => {
  test.slow();
  await backend.demo();
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("button", { name: "Delete Order desk webhook" }).click();
  await expect(workspace.getByText("4 rules are deleted with it", { exact: false })).toBeVisible();
  await expectAccessible(page, "Delete");
  await workspace.getByRole("link", { name: "New connection" }).click();
  await expect(workspace.getByRole("link", { name: "Webhook", exact: true })).toBeVisible();
  await expectAccessible(page, "Catalog");
  await newWebhook(workspace);
  await settle();
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(workspace.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "Connect Webhook");
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await workspace.getByRole("link", { name: "New rule" }).click();
  await expect(workspace.getByLabel("When this event happens")).toBeVisible();
  await expectAccessible(page, "New rule");
  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  await workspace.getByRole("button", { name: "Send test event" }).first().click();
  await expect(workspace.getByLabel("Payload")).toBeVisible();
  await expectAccessible(page, "Test event");
});

test("empty pages", async ({ openHost, page }) => {
  test.slow();
  const host = await openHost();
  const { workspace } = host;
  for (const [name, words] of [
    ["Dashboard", "Set up delivery"],
    ["Connections", "No connections yet"],
    ["Rules", "No rules yet"],
    ["Events", "No events yet"],
  ] as const) {
    await goTo(host, name);
    await expect(workspace.getByText(words)).toBeVisible();
    await expectAccessible(page, `${name}, empty`);
  }
});

test("pages that could not be loaded, and the refused launch", async ({
  backend,
  openHost,
  page,
  watch,
  hostOrigin,
}) => {
  test.slow();
  watch.expected.push(/status of (500|401)/);
  await failReads(page);
  const host = await openHost();
  const { workspace } = host;
  for (const name of ["Dashboard", "Events"]) {
    await goTo(host, name);
    await expect(findAlert(workspace, "could not be loaded").first()).toBeVisible();
    await expectAccessible(page, `${name}, error`);
  }
  const { launch_url: url } = await backend.mint();
  await page.goto(url.replace(/launch=.*/, "launch=x"));
  await expect(page.getByRole("heading", { name: "Invalid or expired embed launch token" })).toBeVisible();
  await expectAccessible(page, `refused for ${hostOrigin}`);
});
