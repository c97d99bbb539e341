import { userEvent } from "vitest/browser";
import { RenameCard } from "#components/connections/rename-card.tsx";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { buildSlackConnection, CONNECTION_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;

test("sends the new name alone, without the white space around it, and says that it is saved", async ({
  api,
  workspace,
}) => {
  api.on("PATCH", CONNECTION, buildSlackConnection({ name: "Front desk" }));
  const page = await workspace.open(<RenameCard connection={buildSlackConnection()} />);
  const name = page.getByRole("textbox", { name: "Name" });
  await expect.element(name).toHaveValue("Team chat");
  await name.fill("  Front desk ");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("status")).toMatchTextContent("Saved.");
  await expect.element(name).toHaveValue("Front desk");
  expect(api.calls("PATCH").map(({ path, body }) => ({ path, body }))).toEqual([
    { path: CONNECTION, body: { name: "Front desk" } },
  ]);
});

test("says what is wrong with a name, and sends nothing", async ({ api, workspace }) => {
  const page = await workspace.open(<RenameCard connection={buildSlackConnection()} />);
  const name = page.getByRole("textbox", { name: "Name" });
  for (const [typed, problem] of [
    ["   ", "Must not be empty"],
    ["Tea & chat", "Letters, digits, spaces, '_' and '-' only"],
    ["a".repeat(129), "At most 128 characters"],
  ] as const) {
    await name.fill(typed);
    await userEvent.keyboard("{Enter}");
    await expect.element(name).toHaveAccessibleDescription(`The name shown in rules and events ${problem}`);
  }
  expect(api.calls()).toEqual([]);
});

test("puts a complaint of the server at the field, once, and keeps what was typed", async ({ api, workspace }) => {
  const data = [{ param: "name", msg: "This name is taken" }];
  api.on("PATCH", CONNECTION, () => refusal(422, "UnprocessableEntity", "Validation failed", data));
  const page = await workspace.open(<RenameCard connection={buildSlackConnection()} />);
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Front desk");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect.element(page.getByText("This name is taken")).toBeVisible();
  await expect.element(name).toHaveAttribute("aria-invalid", "true");
  await expect.element(name).toHaveValue("Front desk");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("says why nothing was saved, and takes it back when the next try succeeds", async ({ api, workspace }) => {
  api.on("PATCH", CONNECTION, () => refusal(403, "Forbidden", "Not allowed"));
  const page = await workspace.open(<RenameCard connection={buildSlackConnection()} />);
  await page.getByRole("textbox", { name: "Name" }).fill("Front desk");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Nothing was saved. Your role does not allow this.");
  api.on("PATCH", CONNECTION, buildSlackConnection({ name: "Front desk" }));
  await page.getByRole("button", { name: "Save name" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Saved.");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("saves once, however often the button is pressed while the answer is on its way", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("PATCH", CONNECTION, reply);
  const page = await workspace.open(<RenameCard connection={buildSlackConnection()} />);
  await page.getByRole("textbox", { name: "Name" }).fill("Front desk");
  await page.getByRole("button", { name: "Save name" }).dblClick();
  await expect.element(page.getByRole("button", { name: "Save name" })).toBeDisabled();
  answer(buildSlackConnection({ name: "Front desk" }));
  await expect.element(page.getByRole("status")).toMatchTextContent("Saved.");
  expect(api.calls("PATCH")).toHaveLength(1);
});
