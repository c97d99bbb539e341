import { expect, test } from "./fixtures.ts";
import { holdReads } from "./support/api-faults.ts";
import { deliveryRow } from "./support/embed-steps.ts";

test("a failing receiver shows when the next attempt is, and the event is delivered once it has recovered", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  // It asks for time, so that a busy machine has shown the failure before the next attempt.
  await backend.receiver("500-later");
  const { workspace } = await openHost({ page: "events" });
  await backend.emit();
  const row = workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toContainText("Retrying");
  await row.getByRole("link").click();

  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await expect(delivery).toContainText(/Next attempt in \d+ s/);
  await expect(delivery.getByRole("listitem").first()).toContainText("The destination had an internal error");
  await delivery.getByRole("button", { name: "Details of attempt 1" }).click();
  await expect(delivery.getByText("POST http://127.0.0.1")).toBeVisible();
  await expect(delivery.getByText("HTTP 500", { exact: true }).last()).toBeVisible();

  await backend.receiver("200");
  await expect(delivery).toContainText("Delivered after 2 attempts.", { timeout: 15_000 });
  await expect(workspace.getByText("1 of 1 delivery done.")).toBeVisible();
});

test("a delivery whose next attempt is far away is delivered at once by hand", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.receiver("500");
  const id = await backend.emit();
  const { workspace } = await openHost({ page: "events", role: "member" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await expect(delivery).toContainText("Not delivered after 2 attempts", { timeout: 15_000 });

  await backend.receiver("200");
  await delivery.getByRole("button", { name: "Retry now" }).click();
  await expect(delivery).toContainText("Delivered after 3 attempts.");
  await expect(delivery.getByRole("listitem").first()).toContainText("Retried by hand");
  await backend.reached(id, "completed");
});

test("a retry that comes while somebody else's is running is refused in words", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 425/);
  await backend.demo();
  await backend.receiver("422");
  const id = await backend.emit();
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await expect(delivery).toContainText("Gave up after 1 attempt");
  const retry = delivery.getByRole("button", { name: "Retry now" });
  await expect(retry).toBeEnabled();

  const reads = await holdReads(page);
  await backend.receiver("slow");
  await backend.retry(id);
  await backend.reached(id, "processing");
  const refused = page.waitForResponse((response) => response.status() === 425);
  await retry.click();
  await refused;
  await reads.release();
  await expect(delivery).toContainText("Not retried: an attempt is already running or about to start.");
  await expect(delivery).toContainText("Delivered after 2 attempts.");
});

test("a receiver that says it is gone deactivates the connection, and the dashboard says what to do", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  await backend.receiver("410");
  await backend.reached(await backend.emit(), "retrying");

  const { workspace } = await openHost({ page: "dashboard" });
  const attention = workspace.getByRole("region", { name: "Needs attention" });
  await expect(attention).toContainText("Order desk webhook");
  await expect(attention).toContainText("Inactive.");
  await expect(attention).toContainText("410 Gone");
  await attention.getByRole("link", { name: "Fix connection" }).click();
  await expect(workspace.getByText("Its deliveries wait for up to 72 hours", { exact: false })).toBeVisible();

  await backend.receiver("200");
  await workspace.getByRole("button", { name: "Save changes" }).click();
  await expect(workspace.getByText("Saved.", { exact: false })).toBeVisible();
  await workspace.getByRole("link", { name: "Dashboard" }).click();
  await expect(workspace.getByText("Nothing needs attention.")).toBeVisible();
});

test("a delivery can be canceled after a question, and started again", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.receiver("500");
  await backend.reached(await backend.emit(), "retrying");
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await delivery.getByRole("button", { name: "Cancel", exact: true }).click();
  await delivery.getByRole("button", { name: "Cancel this delivery" }).click();
  await expect(delivery).toContainText("no further attempts are made");
  await backend.receiver("200");
  await delivery.getByRole("button", { name: "Retry now" }).click();
  await expect(delivery).toContainText(/Delivered after \d attempts/);
});

test("a whole event can be canceled after a question", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.receiver("500");
  const id = await backend.emit();
  await backend.reached(id, "retrying");
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  const summary = workspace.getByRole("region", { name: "Summary" });
  await summary.getByRole("button", { name: "Cancel event" }).click();
  await summary.getByRole("button", { name: "Keep trying" }).click();
  await expect(summary.getByRole("alertdialog")).toBeHidden();
  await summary.getByRole("button", { name: "Cancel event" }).click();
  await summary.getByRole("button", { name: "Cancel the delivery" }).click();
  await expect(summary).toContainText("0 of 1 delivery done, 1 canceled.");
  await expect(summary.getByRole("button", { name: "Cancel event" })).toBeHidden();
  await backend.reached(id, "canceled");
});

test("an attempt that is running when the page is opened is listed when it is over", async ({ backend, openHost }) => {
  await backend.demo();
  await backend.receiver("slow");
  await backend.reached(await backend.emit(), "processing");
  const { workspace } = await openHost({ page: "events" });
  await workspace.getByRole("link", { name: /booking\.created/ }).click();
  const delivery = deliveryRow(workspace, /Order desk webhook/);
  await expect(delivery).toContainText("An attempt is running.");
  await expect(delivery).toContainText("Delivered after 1 attempt.");
  await expect(delivery.getByRole("listitem")).toContainText("HTTP 200");
});
