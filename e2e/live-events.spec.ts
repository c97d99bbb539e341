import { expect, test } from "./fixtures.ts";

const isStream = (url: string) => /\/api\/v1\/workspaces\/[^/]+\/stream$/.test(new URL(url).pathname);

test("what happens is told as it happens, and the open list does not jump", async ({ backend, openHost, page }) => {
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const streams: string[] = [];
  page.on("request", (request) => {
    if (isStream(request.url())) streams.push(request.url());
  });
  const opened = page.waitForResponse((response) => isStream(response.url()));
  const { workspace } = await openHost({ page: "events" });
  const rows = workspace.getByRole("row", { name: /booking\.created|workshop\.closed/ });
  await expect(rows).toHaveCount(1);
  expect((await opened).status()).toBe(200);

  await backend.emit({ event: "workshop.closed" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("workshop.closed");

  await rows.first().hover();
  await backend.emit({ event: "workshop.closed" });
  const reveal = workspace.getByRole("button", { name: "1 new event" });
  await expect(reveal).toBeVisible();
  await expect(rows).toHaveCount(2);
  await reveal.click();
  await expect(rows).toHaveCount(3);
  expect(streams).toHaveLength(1);
});

test("without a stream the list is read again and again", async ({ backend, openHost, page, watch }) => {
  watch.expected.push(/status of 404/);
  await page.route("**/stream", (route) => route.fulfill({ status: 404, contentType: "application/json", body: "{}" }));
  await backend.demo();
  const { workspace } = await openHost({ page: "events" });
  await expect(workspace.getByText("No events yet")).toBeVisible();
  await backend.emit();
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toContainText("Delivered", {
    timeout: 20_000,
  });
});
