import { expect, test } from "./fixtures.ts";
import { findAlert, newWebhook, recordRequests } from "./support/embed-steps.ts";

test("what is wrong in the form is said at its field", async ({ openHost, page }) => {
  const posts = recordRequests(page, /\/api\/v1\/connections$/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await newWebhook(workspace);
  await settle();
  const name = workspace.getByLabel("Name", { exact: true });
  const url = workspace.getByLabel("URL");
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(name).toHaveAccessibleDescription(/empty|required/i);
  await expect(name).toBeFocused();
  await expect(url).toHaveAccessibleDescription(/required/i);
  for (const [value, problem] of [
    ["example", /full URL/],
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
  await newWebhook(workspace);
  await settle();
  await workspace.getByLabel("Name", { exact: true }).fill("Inside");
  await workspace.getByLabel("URL").fill("https://10.0.0.1/hook");
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(workspace.getByLabel("URL")).toHaveAttribute("aria-invalid", "true");
  await expect(findAlert(workspace, "Nothing was saved")).toBeVisible();
});

test("a test request that fails is explained, and the connection can be saved without it", async ({
  backend,
  openHost,
  watch,
}) => {
  watch.expected.push(/status of 422/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await newWebhook(workspace);
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
  const posts = recordRequests(page, /\/api\/v1\/connections$/);
  const { workspace, settle } = await openHost({ page: "connections" });
  await newWebhook(workspace);
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
  await question.getByRole("button", { name: "Delete connection and 4 rules" }).click();
  await expect(workspace.getByText("No connections yet")).toBeVisible();
  await workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(workspace.getByText("No rules yet")).toBeVisible();
});

test("a stored connection is changed without typing its secrets again", async ({ backend, openHost }) => {
  await backend.demo();
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "Edit Order desk webhook" }).click();
  await workspace.getByLabel("Name", { exact: true }).fill("Front desk");
  await workspace.getByRole("button", { name: "Save changes" }).click();
  await expect(workspace.getByText("Saved.", { exact: false })).toBeVisible();
  await settle();
  await workspace.getByRole("link", { name: "Connections" }).first().click();
  await expect(workspace.getByRole("row", { name: /Front desk/ })).toBeVisible();
});

test("a connection is paused and resumed, and what waited for it is sent", async ({ backend, openHost }) => {
  const connection = await backend.connect("Order desk");
  await backend.rule({ connection });
  const { workspace } = await openHost({ page: "connections" });
  const row = workspace.getByRole("row", { name: /^Order desk/ });
  await row.getByRole("button", { name: "Pause Order desk" }).click();
  const pause = workspace.getByRole("alertdialog", { name: /Pause “Order desk”/ });
  await expect(pause).toContainText("for up to 72 hours");
  await pause.getByRole("button", { name: "Pause connection" }).click();
  await expect(row).toContainText("Inactive");
  await expect(pause).toBeHidden();

  const event = await backend.emit();
  await backend.reached(event, "retrying");
  expect(await backend.deliveries()).toHaveLength(0);

  await workspace.getByRole("link", { name: "Edit Order desk" }).click();
  await expect(workspace.getByText("Inactive.")).toBeVisible();
  await workspace.getByRole("button", { name: "Resume" }).click();
  await workspace.getByRole("button", { name: "Resume connection" }).click();
  await expect(workspace.getByText("Inactive.")).toBeHidden();
  await expect(workspace.getByRole("button", { name: "Pause" })).toBeVisible();
  await backend.reached(event, "completed");
});

test("a pause that fails says so, and can be tried again", async ({ backend, openHost, page, watch }) => {
  watch.expected.push(/status of 500/);
  await backend.connect("Order desk");
  const { workspace } = await openHost({ page: "connections" });
  await page.route(
    /\/api\/v1\/connections\/[\w-]+$/,
    (route) => route.fulfill({ status: 500, json: { message: "Internal Server Error" } }),
    { times: 1 },
  );
  await workspace.getByRole("button", { name: "Pause Order desk" }).click();
  const confirm = workspace.getByRole("button", { name: "Pause connection" });
  await confirm.click();
  await expect(workspace.getByRole("alertdialog").getByRole("alert")).toBeVisible();
  await expect(workspace.getByRole("row", { name: /Order desk/ }).first()).toContainText("Active");
  await confirm.click();
  await expect(workspace.getByRole("button", { name: "Resume Order desk" })).toBeVisible();
});

test("header rows that nobody has typed into are not wrong, and not sent", async ({ backend, openHost }) => {
  const { workspace, settle } = await openHost({ page: "connections" });
  await newWebhook(workspace);
  await settle();
  await workspace.getByLabel("Name", { exact: true }).fill("Order desk");
  await workspace.getByLabel("URL").fill(backend.receiverUrl);
  const add = workspace.getByRole("button", { name: "Add header" });
  await add.click();
  await add.click();
  await expect(workspace.getByLabel("Name 2")).toBeFocused();
  await expect(workspace.getByLabel("Name 1")).not.toHaveAttribute("aria-invalid", "true");
  await workspace.getByLabel("Name 2").fill("X-Source");
  await workspace.getByLabel("Value 2").fill("web");
  await workspace.getByRole("button", { name: "Create connection" }).click();
  await expect(workspace.getByRole("heading", { name: "Connection created" })).toBeVisible();
});

test("what a section is called is said once, and still names its first choice", async ({ openHost }) => {
  const { workspace, settle } = await openHost({ page: "connections" });
  await newWebhook(workspace);
  await settle();
  for (const name of ["Authentication", "Body signature"]) {
    const choice = workspace.getByRole("group", { name, exact: true }).getByRole("combobox", { name, exact: true });
    await expect(choice).toBeVisible();
    const box = await workspace.locator("label", { hasText: new RegExp(`^${name}$`) }).boundingBox();
    expect(box?.width).toBeLessThanOrEqual(1);
  }
});

test("a saved connection is tried, and says what was sent and what came back", async ({ backend, openHost }) => {
  await backend.connect("Order desk");
  const { workspace, settle } = await openHost({ page: "connections" });
  await workspace.getByRole("link", { name: "Edit Order desk" }).click();
  const send = workspace.getByRole("button", { name: "Send test request" });
  await backend.receiver("500");
  await send.click();
  await expect(workspace.getByText(/had an internal error.*500/)).toBeVisible();
  await settle();
  await workspace.getByRole("button", { name: "Show what was sent" }).click();
  await expect(workspace.getByText("HTTP 500")).toBeVisible();
  await backend.receiver("200");
  await send.click();
  await expect(workspace.getByText(/Delivered: the endpoint answered 200/)).toBeVisible();
  await expect(workspace.getByText("HTTP 500")).toBeHidden();
});

test("logos come from the server of the workspace, and once for all visits", async ({ openHost, page, stack }) => {
  const logos: { origin: string; cache: string | undefined }[] = [];
  page.on("response", (response) => {
    const { origin, pathname } = new URL(response.url());
    if (pathname.endsWith(".svg") && pathname.startsWith("/_next/"))
      logos.push({ origin, cache: response.headers()["cache-control"] });
  });
  const { workspace } = await openHost({ page: "connections" });
  const logo = workspace.getByRole("listitem").filter({ hasText: "Webhook" }).locator("img");
  // It is loaded where somebody looks.
  await logo.scrollIntoViewIfNeeded();
  await expect.poll(() => logo.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(0);
  expect(logos[0]).toEqual({ origin: stack.url, cache: "public, max-age=31536000, immutable" });
});
