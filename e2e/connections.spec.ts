import { alertOf, requestsOf } from "./support/embed-steps.ts";
import { expect, test } from "./fixtures.ts";

test("what is wrong in the form is said at its field", async ({ openHost, page }) => {
  const posts = requestsOf(page, /\/api\/v1\/connections$/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "New connection" }).click();
  await settle();
  const name = workspace.getByLabel("Name", { exact: true });
  const url = workspace.getByLabel("URL");
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(name).toHaveAccessibleDescription(/empty|required/i);
  await expect(name).toBeFocused();
  await expect(url).toHaveAccessibleDescription(/required/i);
  for (const [value, problem] of [
    ["example", /whole address/],
    ["ftp://example.com", /https:\/\//],
    ["http://example.com/hook", /https:\/\//],
  ] as const) {
    await url.fill(value);
    await expect(url).toHaveAccessibleDescription(problem);
  }
  expect(posts).toHaveLength(0);
});

test("an address that the server refuses is named at its field", async ({ openHost, watch }) => {
  watch.expected.push(/status of 4\d\d/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "New connection" }).click();
  await settle();
  await workspace.getByLabel("Name", { exact: true }).fill("Inside");
  await workspace.getByLabel("URL").fill("https://10.0.0.1/hook");
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(workspace.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
  await expect(alertOf(workspace, "Nothing was saved")).toBeVisible();
});

test("a test request that fails is explained, and the connection can be saved without it", async ({
  backend,
  openHost,
  watch,
}) => {
  watch.expected.push(/status of 422/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "New connection" }).click();
  await settle();
  await workspace.getByLabel("Name", { exact: true }).fill("Order desk");
  await workspace.getByLabel("URL").fill(`${backend.receiverUrl}?mode=500`);
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(workspace.getByLabel("URL")).toHaveAccessibleDescription(/test request failed.*500/i);
  await workspace.getByRole("button", { name: "Save without testing" }).click();
  await expect(workspace.getByRole("heading", { name: "Connection created" })).toBeVisible();
  await expect(workspace.getByText(/^whsec_/)).toBeVisible();
  await workspace.getByRole("link", { name: "Done" }).click();
  await expect(workspace.getByRole("row", { name: /Order desk/ })).toContainText("Active");
});

test("a second click while it is being saved saves nothing twice", async ({ backend, openHost, page }) => {
  const posts = requestsOf(page, /\/api\/v1\/connections$/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "New connection" }).click();
  await settle();
  await workspace.getByLabel("Name", { exact: true }).fill("Order desk");
  await workspace.getByLabel("URL").fill(`${backend.receiverUrl}?mode=slow`);
  await workspace.getByRole("button", { name: "Create connection" }).dblclick();
  const busy = workspace.getByRole("button", { name: "Sending a test request…" });
  await expect(busy).toBeDisabled();
  await expect(workspace.getByRole("heading", { name: "Connection created" })).toBeVisible();
  expect(posts.filter((request) => request.method() === "POST")).toHaveLength(1);
  expect(await backend.deliveries()).toHaveLength(1);
});

test("a connection is deleted only after a question that names what goes with it", async ({ backend, openHost }) => {
  await backend.demo();
  const { workspace } = await openHost({ page: "connections" });
  await workspace.getByRole("button", { name: "Delete Order desk webhook" }).click();
  const question = workspace.getByRole("alertdialog", { name: /Delete “Order desk webhook”/ });
  await expect(question).toContainText("4 rules are deleted with it");
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(question).toBeHidden();
  await workspace.getByRole("button", { name: "Delete Order desk webhook" }).click();
  await question.getByRole("button", { name: "Delete it and 4 rules" }).click();
  await expect(workspace.getByText("No connections yet")).toBeVisible();
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(workspace.getByText("No rules yet")).toBeVisible();
});

test("a stored connection is changed without typing its secrets again", async ({ backend, openHost }) => {
  await backend.demo();
  const { workspace } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "Edit Order desk webhook" }).click();
  await workspace.getByLabel("Name", { exact: true }).fill("Front desk");
  await workspace.getByRole("button", { name: "Save changes" }).click();
  await expect(workspace.getByText("Saved.", { exact: false })).toBeVisible();
  await workspace.getByRole("link", { name: "Connections" }).first().click();
  await expect(workspace.getByRole("row", { name: /Front desk/ })).toBeVisible();
});
