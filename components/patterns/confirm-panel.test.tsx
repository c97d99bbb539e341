import { useState } from "react";
import { userEvent } from "vitest/browser";
import { ConfirmAction } from "#components/patterns/confirm-action.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

type Options = { isPending?: boolean; isBlocked?: boolean; error?: unknown; said?: string[] };

function Deletion({ said = [], ...panel }: Options) {
  const [isThere, setThere] = useState(true);
  const remove = () => {
    said.push("deleted");
    setThere(false);
  };
  return (
    <>
      <PageHeader title="Things" />
      {isThere ? (
        <ConfirmAction
          trigger="Delete"
          title="Delete this thing?"
          confirmLabel="Delete thing"
          onConfirm={remove}
          onReset={() => said.push("reset")}
          {...panel}
        >
          It is gone then.
        </ConfirmAction>
      ) : null}
    </>
  );
}

const question = { name: "Delete this thing?" };

test("asks first, with the focus on the harmless answer and the effect said", async ({ workspace }) => {
  const said: string[] = [];
  const page = await workspace.open(<Deletion said={said} />);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.element(page.getByRole("alertdialog", question)).toHaveAccessibleDescription("It is gone then.");
  await expect.element(page.getByRole("button", { name: "Keep it" })).toHaveFocus();
  await expect
    .element(page.getByRole("button", { name: "Delete", exact: true }))
    .toHaveAttribute("aria-expanded", "true");
  expect(said).toEqual([]);
});

test("takes it back with the button, and the focus returns to what opened the question", async ({ workspace }) => {
  const said: string[] = [];
  const page = await workspace.open(<Deletion said={said} />);
  await page.getByRole("button", { name: "Delete" }).click();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Delete" })).toHaveFocus();
  expect(said).toEqual(["reset"]);
});

test("leads the focus to the title of the page when what opened the question is gone", async ({ workspace }) => {
  const said: string[] = [];
  const page = await workspace.open(<Deletion said={said} />);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete thing" }).click();
  await expect.element(page.getByRole("heading", { name: "Things" })).toHaveFocus();
  expect(said).toEqual(["deleted"]);
});

test("can be neither answered again nor taken back while it is done", async ({ workspace }) => {
  const said: string[] = [];
  const page = await workspace.open(<Deletion isPending said={said} />);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.element(page.getByRole("button", { name: "Delete thing" })).toBeDisabled();
  await userEvent.keyboard("{Escape}{Enter}");
  await expect.element(page.getByRole("button", { name: "Keep it" })).toHaveFocus();
  await expect.element(page.getByRole("alertdialog", question)).toBeVisible();
  expect(said).toEqual([]);
});

test("can be left but not confirmed while it is blocked", async ({ workspace }) => {
  const page = await workspace.open(<Deletion isBlocked />);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.element(page.getByRole("button", { name: "Delete thing" })).toBeDisabled();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
});

test("says in the question why it was refused", async ({ workspace }) => {
  const error = new ApiError({
    status: 409,
    name: "Conflict",
    message: "It is in use by 3 rules.",
    requestId: "req_9",
  });
  const page = await workspace.open(<Deletion error={error} />);
  await page.getByRole("button", { name: "Delete" }).click();
  const alert = page.getByRole("alertdialog").getByRole("alert");
  await expect.element(alert).toHaveTextContent("It is in use by 3 rules.Request ID req_9");
});
