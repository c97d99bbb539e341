import { expect, test } from "./fixtures.ts";
import { deliveryRow } from "./support/embed-steps.ts";

test("an event that happens now appears in the open list, is delivered, and its way can be read", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  const { workspace } = await openHost({ page: "events" });
  await expect(workspace.getByText("No events yet")).toBeVisible();

  await backend.emit();
  const row = workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toContainText("Delivered");

  await row.getByRole("link", { name: /booking\.created/ }).click();
  await expect(workspace.getByRole("heading", { name: "booking.created" })).toBeFocused();
  const journey = workspace.getByRole("region", { name: "Journey" });
  await expect(journey.getByText("Matched 1 rule")).toBeVisible();
  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await expect(delivery).toContainText("Delivered after 1 attempt.");
  await expect(delivery.getByRole("listitem")).toContainText("HTTP 200");
});

test("an event that no rule matches says so and offers to make one", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.emit({ event: "workshop.closed" });
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /workshop\.closed/ }).click();
  await expect(workspace.getByText("No rule matched", { exact: true })).toBeVisible();
  await workspace.getByRole("link", { name: "Create a rule for it" }).click();
  await expect(workspace.getByLabel("When this event happens")).toHaveValue("workshop.closed");
});

for (const role of ["admin", "owner"] as const) {
  test(`an ${role} with the scope sees the payload`, async ({ backend, openHost }) => {
    await backend.emit({ payload: { email: "ilse.verhoeven@example.com", bike: "Gazelle Grand Tour" } });
    const { workspace } = await openHost({ page: "events", role });
    await workspace.getByRole("link", { name: /booking\.created/ }).click();
    await expect(workspace.getByRole("region", { name: "Payload" })).toContainText("Gazelle Grand Tour");
  });
}

for (const [who, query, why] of [
  ["a member", { role: "member" }, "Only administrators and owners can view event payloads."],
  ["an admin without the scope", { role: "admin", scopes: "" }, "does not have permission to read event payloads"],
] as const) {
  test(`${who} is told why the payload is not shown, and no request is made for it`, async ({
    backend,
    openHost,
    page,
  }) => {
    await backend.emit({ payload: { email: "ilse.verhoeven@example.com", bike: "Gazelle Grand Tour" } });
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    const { workspace } = await openHost({ page: "events", ...query });
    await workspace.getByRole("link", { name: /booking\.created/ }).click();
    await expect(workspace.getByRole("region", { name: "Payload" })).toContainText(why);
    await expect(workspace.getByText("Gazelle Grand Tour")).toBeHidden();
    expect(asked.filter((url) => url.endsWith("/payload"))).toEqual([]);
  });
}
