import { expect, test } from "./fixtures.ts";
import { launchAt } from "./support/api-faults.ts";

test("a member reads everything and is offered nothing that writes", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const { workspace } = await openHost({ role: "member", page: "connections" });
  await expect(workspace.getByRole("row", { name: /Order desk webhook/ })).toBeVisible();
  await expect(workspace.getByRole("link", { name: /New connection|Edit/ })).toBeHidden();
  await expect(workspace.getByRole("button", { name: /Delete/ })).toBeHidden();
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
  await expect(workspace.getByRole("link", { name: "New rule" })).toBeHidden();
  await expect(workspace.getByRole("button", { name: /Delete/ })).toBeHidden();
  await workspace.getByRole("link", { name: "Events", exact: true }).click();
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
  await expect(workspace.getByRole("button", { name: "Send test event" })).toBeHidden();
});

for (const [path, words] of [
  ["/workspace/connections/new", "Your role does not allow you to create connections"],
  ["/workspace/rules/new", "Your role does not allow you to create rules"],
] as const) {
  test(`a member who gets to ${path} is told whom to ask`, async ({ openHost, page }) => {
    await launchAt(page, path);
    const { workspace } = await openHost({ role: "member" });
    await expect(workspace.getByText(words)).toBeVisible();
  });
}

test("a dashboard session has the dashboard and nothing to go to", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const { workspace } = await openHost({ type: "dashboard" });
  await expect(workspace.getByRole("region", { name: "Last 24 hours" })).toContainText("100%");
  await expect(workspace.getByRole("navigation")).toBeHidden();
  await expect(workspace.getByRole("table")).toBeHidden();
  await expect(workspace.getByRole("link").filter({ hasNotText: "Skip to the content" })).toHaveCount(0);
});

test("a resource session sees its resource only, and its forms are bound to it", async ({ backend, openHost }) => {
  await backend.demo();
  const mine = { resource: "shop", resource_id: "linden-street" };
  await backend.emit({ event: "repair.completed", ...mine });
  await backend.emit({ event: "booking.created", resource: "shop", resource_id: "harbour-yard" });
  const { workspace } = await openHost({ type: "resource", page: "events", ...mine });
  await expect(workspace.getByRole("rowheader")).toHaveCount(1);
  await expect(workspace.getByRole("rowheader")).toContainText("repair.completed");
  await expect(workspace.getByRole("link", { name: "Connections", exact: true })).toBeHidden();
  await workspace.getByRole("search").getByRole("button", { name: "Add filter" }).click();
  await expect(workspace.getByRole("search").getByLabel("Event", { exact: true })).toBeVisible();
  await expect(workspace.getByRole("search").getByLabel("Resource ID")).toBeHidden();

  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(workspace.getByRole("rowheader")).toHaveCount(1);
  await workspace.getByRole("link", { name: "New rule" }).click();
  await expect(workspace.getByLabel("With this ID")).toHaveValue("linden-street");
  await expect(workspace.getByLabel("With this ID")).not.toBeEditable();
  await workspace.getByLabel("When this event happens").fill("repair.started");
  await workspace.getByRole("button", { name: "Create rule" }).click();
  await expect(workspace.getByRole("rowheader")).toHaveCount(2);
  await backend.reached(await backend.emit({ event: "repair.started", ...mine }), "completed");
});
