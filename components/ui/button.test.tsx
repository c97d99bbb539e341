import { useState } from "react";
import { userEvent } from "vitest/browser";
import { Button } from "#components/ui/button.tsx";
import { expect, test } from "#lib/testing/page/test.tsx";

function Form() {
  const [isLeft, setLeft] = useState(false);
  const [sent, setSent] = useState(0);
  const handleSubmit = (event: React.FormEvent) => {
    event.preventDefault();
    setSent((count) => count + 1);
  };
  return (
    <form onSubmit={handleSubmit}>
      <input aria-label="Name" onBlur={() => setLeft(true)} />
      {isLeft ? <p className="h-60">Must not be empty</p> : null}
      <Button type="submit">Save</Button>
      <output>{`Sent ${sent} times`}</output>
    </form>
  );
}

test("the first press sends the form, also when leaving a field would move the button away", async ({ workspace }) => {
  const page = await workspace.open(<Form />);
  await page.getByRole("textbox", { name: "Name" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByText("Sent 1 times")).toBeVisible();
  await expect.element(page.getByRole("textbox", { name: "Name" })).toHaveFocus();
});

test("a button is reached and pressed by the keyboard", async ({ workspace }) => {
  const page = await workspace.open(<Form />);
  const save = page.getByRole("button", { name: "Save" });
  (await save.findElement()).focus();
  await expect.element(save).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Sent 1 times")).toBeVisible();
});
