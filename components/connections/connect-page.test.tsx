import { ConnectPage } from "#components/connections/connect-page.tsx";
import { NewConnectionPage } from "#components/connections/new-connection-page.tsx";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { SLACK, WEBHOOK } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

test("says what is being connected while its form is loading", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("GET", "/integrations", reply);
  const page = await workspace.open(<ConnectPage type="webhook" />);
  await expect.element(page.getByRole("heading", { name: "Connect Webhook" })).toBeVisible();
  await expect.element(page.getByText("Loading the form")).toBeInTheDocument();
  answer(pageOf(WEBHOOK));
  await expect.element(page.getByRole("button", { name: "Create connection" })).toBeVisible();
  await expect.element(page.getByText("Loading the form")).not.toBeInTheDocument();
});

for (const [what, type, heading] of [
  ["this server cannot connect", "slack", "Connect Slack"],
  ["nobody knows", "fax", "New connection"],
] as const) {
  test(`leads to the others from a destination that ${what}`, async ({ api, workspace }) => {
    api.on("GET", "/integrations", pageOf(WEBHOOK, { ...SLACK, available: false }));
    const page = await workspace.open(<ConnectPage type={type} />);
    await expect.element(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect.element(page.getByText("This destination is not available.")).toBeVisible();
    await expect
      .element(page.getByRole("link", { name: "See all destinations" }))
      .toHaveAttribute("href", "/workspace/connections/new");
  });
}

test("can be loaded again after the server failed", async ({ api, workspace }) => {
  api.on("GET", "/integrations", () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(<ConnectPage type="webhook" />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("This could not be loaded");
  await expect.element(page.getByText("This destination is not available.")).not.toBeInTheDocument();
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("button", { name: "Create connection" })).toBeVisible();
});

for (const [name, part] of [
  ["the form", <ConnectPage key="form" type="webhook" />],
  ["the catalog", <NewConnectionPage key="catalog" />],
] as const) {
  test(`shows ${name} to nobody who may not create connections, and loads nothing`, async ({ api, workspace }) => {
    const page = await workspace.open(part, { session: { capabilities: ["read_connections"] } });
    await expect.element(page.getByText("Your role does not allow you to create connections")).toBeVisible();
    await expect.element(page.getByRole("button")).not.toBeInTheDocument();
    expect(api.calls()).toEqual([]);
  });
}

test("leads back to the list of those whose session may open it", async ({ api, workspace }) => {
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  const page = await workspace.open(<ConnectPage type="webhook" />);
  await expect
    .element(page.getByRole("link", { name: "Connections" }))
    .toHaveAttribute("href", "/workspace/connections");
  await page.unmount();
  const other = await workspace.open(<ConnectPage type="webhook" />, { session: { pages: ["rules"] } });
  await expect.element(other.getByRole("button", { name: "Create connection" })).toBeVisible();
  await expect.element(other.getByRole("link", { name: "Connections" })).not.toBeInTheDocument();
});
