import { expect, test } from "./fixtures.ts";

test("events are found by their id, their connection and their time, and the address keeps what was looked for", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  const wanted = await backend.emit();
  await backend.emit();
  await backend.emit({ event: "workshop.closed" });
  const host = await openHost({ page: "events" });
  const { workspace } = host;
  const rows = workspace.getByRole("rowheader");
  await expect(rows).toHaveCount(3);
  const filters = workspace.getByRole("search", { name: "Filter events" });

  await filters.getByLabel("Connection").selectOption({ label: "Order desk webhook" });
  await expect(rows).toHaveCount(2);
  await filters.getByLabel("Event ID").fill(wanted);
  await filters.getByLabel("Event ID").press("Enter");
  await expect(rows).toHaveCount(1);
  await filters.getByLabel("Received").selectOption("Last hour");
  await expect(rows).toHaveCount(1);
  await expect
    .poll(async () => (await host.log()).findLast(({ type }) => type === "meshes:navigate")?.message.path)
    .toContain("since=1h");

  await filters.getByLabel("Event ID").fill("nonsense");
  await filters.getByLabel("Event ID").press("Enter");
  await expect(workspace.getByText("No event matches these filters")).toBeVisible();
  await workspace.getByRole("button", { name: "Clear filters" }).last().click();
  await expect(rows).toHaveCount(3);
});
