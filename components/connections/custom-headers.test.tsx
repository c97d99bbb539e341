import { userEvent } from "vitest/browser";
import { Connect } from "#components/connections/connect.tsx";
import { EditSettings } from "#components/connections/edit-settings.tsx";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import { buildConnection, CONNECTION_ID, WEBHOOK } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const stored = buildConnection({
  metadata: {
    url: "https://hooks.example.com/orders",
    auth_scheme: "none",
    custom_headers: [
      { name: "X-Api-Key", value: SECRET_MASK },
      { name: "X-Source", value: "meshes" },
    ],
  },
});
const edit = <EditSettings connection={stored} integration={WEBHOOK} />;

function sentHeaders(api: FakeApi): unknown {
  const [call] = api.calls().filter(({ method }) => method === "PUT" || method === "POST");
  return (call?.body as { metadata: { custom_headers: unknown } } | undefined)?.metadata.custom_headers;
}

test("takes five headers and no more", async ({ workspace }) => {
  const page = await workspace.open(<Connect integration={WEBHOOK} />);
  const add = page.getByRole("button", { name: "Add header" });
  for (const row of [1, 2, 3, 4, 5]) {
    await add.click();
    await expect.element(page.getByRole("textbox", { name: `Name ${row}` })).toHaveFocus();
  }
  await expect.element(add).toBeDisabled();
  await expect.element(page.getByText("You have reached the maximum.")).toBeVisible();
  await page.getByRole("button", { name: "Remove header 5" }).click();
  await expect.element(add).toBeEnabled();
  await expect.element(add).toHaveFocus();
});

test("hides a value as soon as the name says that it is a secret", async ({ workspace }) => {
  const page = await workspace.open(<Connect integration={WEBHOOK} />);
  await page.getByRole("button", { name: "Add header" }).click();
  const value = page.getByLabelText("Value 1");
  await page.getByRole("textbox", { name: "Name 1" }).fill("X-Source");
  await expect.element(value).toHaveAttribute("type", "text");
  await page.getByRole("textbox", { name: "Name 1" }).fill("X-Source-Token");
  await expect.element(value).toHaveAttribute("type", "password");
});

test("says which header is wrong, and sends nothing", async ({ api, workspace }) => {
  const page = await workspace.open(edit);
  const name = page.getByRole("textbox", { name: "Name 2" });
  for (const [typed, problem] of [
    ["x-api-KEY", "This header is listed twice"],
    [" X-Api-Key ", "This header is listed twice"],
    ["X Source", "A header name such as X-Source"],
    ["", "A header name such as X-Source"],
    ["a".repeat(65), "At most 64 characters"],
  ] as const) {
    await name.fill(typed);
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect.element(name).toHaveAccessibleDescription(problem);
  }
  await name.fill("X-Source");
  await page.getByLabelText("Value 2").fill("v".repeat(1025));
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByLabelText("Value 2")).toHaveAccessibleDescription("At most 1,024 characters");
  expect(api.calls()).toEqual([]);
});

test("shows no stored secret, and keeps it when its value is left blank", async ({ api, workspace }) => {
  api.on("PUT", `/connections/${CONNECTION_ID}`, stored);
  const page = await workspace.open(edit);
  const value = page.getByLabelText("Value 1");
  await expect.element(value).toHaveValue("");
  await expect.element(value).toHaveAccessibleDescription("Leave blank to keep the current value");
  await expect.element(page.getByLabelText("Value 2")).toHaveValue("meshes");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect
    .poll(() => sentHeaders(api))
    .toEqual([
      { name: "X-Api-Key", value: SECRET_MASK },
      { name: "X-Source", value: "meshes" },
    ]);
});

test("does not promise to keep a secret for another name or another host", async ({ workspace }) => {
  const page = await workspace.open(edit);
  const [name, value] = [page.getByRole("textbox", { name: "Name 1" }), page.getByLabelText("Value 1")];
  await name.fill("X-Other-Key");
  await expect.element(value).not.toHaveAccessibleDescription();
  await name.fill("x-api-key");
  await expect.element(value).toHaveAccessibleDescription("Leave blank to keep the current value");
  await page.getByRole("textbox", { name: "URL" }).fill("https://elsewhere.example.com/orders");
  await expect.element(value).not.toHaveAccessibleDescription();
});

test("sends names without the white space around them, and no row that is blank", async ({ api, workspace }) => {
  api.on("PUT", `/connections/${CONNECTION_ID}`, stored);
  const page = await workspace.open(edit);
  await page.getByRole("textbox", { name: "Name 1" }).fill(" X-Api-Key ");
  await expect.element(page.getByLabelText("Value 1")).toHaveAccessibleDescription(/Leave blank to keep/);
  await page.getByRole("textbox", { name: "Name 2" }).fill("X-Source ");
  await page.getByRole("button", { name: "Add header" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect
    .poll(() => sentHeaders(api))
    .toEqual([
      { name: "X-Api-Key", value: SECRET_MASK },
      { name: "X-Source", value: "meshes" },
    ]);
});

test("removes the header that was meant, and takes the focus to the button that adds one", async ({
  api,
  workspace,
}) => {
  api.on("PUT", `/connections/${CONNECTION_ID}`, stored);
  const page = await workspace.open(edit);
  await page.getByRole("button", { name: "Remove header 1" }).click();
  await expect.element(page.getByRole("textbox", { name: "Name 1" })).toHaveValue("X-Source");
  await expect.element(page.getByLabelText("Value 1")).toHaveValue("meshes");
  await expect.element(page.getByRole("button", { name: "Add header" })).toHaveFocus();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.poll(() => sentHeaders(api)).toEqual([{ name: "X-Source", value: "meshes" }]);
});

test("shows a complaint of the server in the row that it means, below one that was not sent", async ({
  api,
  workspace,
}) => {
  const data = [{ param: "metadata.custom_headers[1].name", msg: "This header is set by every delivery" }];
  api.on("PUT", `/connections/${CONNECTION_ID}`, () => refusal(400, "BadRequest", "Validation failed", data));
  const page = await workspace.open(edit);
  await page.getByRole("textbox", { name: "Name 2" }).clear();
  await page.getByLabelText("Value 2").clear();
  await page.getByRole("button", { name: "Add header" }).click();
  await userEvent.keyboard("webhook-id");
  await page.getByLabelText("Value 3").fill("1");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect
    .element(page.getByRole("textbox", { name: "Name 3" }))
    .toHaveAccessibleDescription("This header is set by every delivery");
  await expect.element(page.getByRole("textbox", { name: "Name 2" })).not.toHaveAttribute("aria-invalid");
});
