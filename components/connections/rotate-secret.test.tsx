import { userEvent } from "vitest/browser";
import { RotateSecret } from "#components/connections/rotate-secret.tsx";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { buildConnection, CONNECTION_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;
const metadata = {
  url: "https://hooks.example.com/orders",
  auth_scheme: "bearer",
  auth_token: SECRET_MASK,
  custom_headers: [{ name: "X-Api-Key", value: SECRET_MASK }],
  signing_secret: SECRET_MASK,
};
const connection = buildConnection({ metadata, version: 7 });
const rotated = buildConnection({ metadata: { ...metadata, signing_secret: "whsec_bmV3" }, version: 8 });

test("asks first, and rotates nothing when it is taken back", async ({ api, workspace }) => {
  const page = await workspace.open(<RotateSecret connection={connection} />);
  const trigger = page.getByRole("button", { name: "Rotate signing secret" });
  await trigger.click();
  const question = page.getByRole("alertdialog", { name: "Rotate the signing secret of “Order hook”?" });
  await expect.element(question).toHaveAccessibleDescription(/For 24 hours every request is signed with both/);
  await expect.element(question.getByRole("button", { name: "Keep the current one" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(trigger).toHaveFocus();
  await expect.element(trigger).toHaveAttribute("aria-expanded", "false");
  expect(api.calls()).toEqual([]);
});

test("keeps every stored setting and secret, tests nothing, and shows the new secret", async ({ api, workspace }) => {
  api.on("PUT", CONNECTION, rotated);
  const page = await workspace.open(<RotateSecret connection={connection} />);
  await page.getByRole("button", { name: "Rotate signing secret" }).click();
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await expect.element(page.getByText("whsec_bmV3")).toBeVisible();
  await expect.element(page.getByText(/It is shown only once\./)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Rotate signing secret" })).not.toBeInTheDocument();
  expect(api.calls("PUT").map(({ body }) => body)).toEqual([
    {
      name: "Order hook",
      metadata: { ...metadata, skip_test: true, rotate_signing_secret: true },
      expected_version: 7,
    },
  ]);
});

test("rotates once, and cannot be taken back while the answer is on its way", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("PUT", CONNECTION, reply);
  const page = await workspace.open(<RotateSecret connection={connection} />);
  await page.getByRole("button", { name: "Rotate signing secret" }).click();
  await page.getByRole("button", { name: "Rotate secret" }).dblClick();
  const keep = page.getByRole("button", { name: "Keep the current one" });
  await expect.element(keep).toHaveAttribute("aria-disabled", "true");
  await keep.click({ force: true });
  (keep.element() as HTMLElement).focus();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("alertdialog")).toBeVisible();
  answer(rotated);
  await expect.element(page.getByText("whsec_bmV3")).toBeVisible();
  expect(api.calls("PUT")).toHaveLength(1);
});

test("says why it was refused, and asks afresh the next time", async ({ api, workspace }) => {
  const message = "The connection was changed in the meantime. Load it again.";
  api.on("PUT", CONNECTION, () => refusal(409, "Conflict", message));
  const page = await workspace.open(<RotateSecret connection={connection} />);
  await page.getByRole("button", { name: "Rotate signing secret" }).click();
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await expect.element(page.getByRole("alertdialog").getByRole("alert")).toMatchTextContent(message);
  await page.getByRole("button", { name: "Keep the current one" }).click();
  await page.getByRole("button", { name: "Rotate signing secret" }).click();
  await expect.element(page.getByRole("alertdialog")).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});
