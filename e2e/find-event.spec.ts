import { expect, test } from "./fixtures.ts";

test("one event among others is found by its id, its delivery, an address and a value", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  const wanted = await backend.emit({ payload: { customer: { email: "Ann@example.com", plan: "pro" } } });
  await backend.emit();
  await backend.emit({ event: "workshop.closed" });
  await backend.reached(wanted, "completed");
  const detail = (await backend.api.send("GET", `/events/${wanted}`)).body as { rule_events: { id: string }[] };
  const { workspace } = await openHost({ page: "events", scopes: "events.payload:read" });
  const rows = workspace.getByRole("rowheader");
  await expect(rows).toHaveCount(3);
  const field = workspace.getByLabel("Find an event");
  for (const text of [wanted, detail.rule_events[0]?.id ?? "", "ann@example.com", "customer.plan:pro"]) {
    await field.fill(text);
    await field.press("Enter");
    await expect(rows).toHaveCount(1);
    await expect(workspace.locator(`a[href*="${wanted}"]`)).toBeVisible();
    await workspace.getByRole("button", { name: `Remove filter: Search: ${text}` }).click();
    await expect(rows).toHaveCount(3);
  }
  await field.fill("order 1042");
  await field.press("Enter");
  await expect(workspace.getByRole("search").getByRole("alert")).toContainText("Enter an ID");
  await expect(rows).toHaveCount(3);
});

test("events are narrowed by status, connection and time, and the address keeps what was chosen", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  await backend.reached(await backend.emit(), "completed");
  await backend.emit({ event: "workshop.closed" });
  const host = await openHost({ page: "events" });
  const { workspace } = host;
  const rows = workspace.getByRole("rowheader");
  const filters = workspace.getByRole("search", { name: "Filter events" });
  await expect(rows).toHaveCount(3);
  await filters.getByRole("button", { name: "Add filter" }).click();
  await filters.getByLabel("Connection").selectOption({ label: "Order desk webhook" });
  await expect(rows).toHaveCount(2);
  await filters.getByRole("button", { name: "Delivered", exact: true }).click();
  await filters.getByRole("button", { name: "Failed", exact: true }).click();
  await expect(filters.getByText("Delivery status: Delivered or Failed")).toBeVisible();
  await expect(rows).toHaveCount(2);

  await filters.getByLabel("Received").selectOption("Custom…");
  await filters.getByLabel("From").fill("2020-01-01T00:00");
  await filters.getByLabel("Until").fill("2020-01-02T00:00");
  await filters.getByRole("button", { name: "Apply" }).click();
  await expect(workspace.getByText("No event matches these filters")).toBeVisible();
  await expect
    .poll(async () => (await host.log()).findLast(({ type }) => type === "meshes:navigate")?.message.path)
    .toMatch(/status=completed%2Cfailed.*from=2020-01-01T00%3A00%3A00/);
  await filters.getByRole("button", { name: /Remove filter: Received/ }).click();
  await expect(rows).toHaveCount(2);
  await filters.getByRole("button", { name: "Clear all" }).click();
  await expect(rows).toHaveCount(3);
  await expect(workspace.getByLabel("Find an event")).toBeFocused();
});
