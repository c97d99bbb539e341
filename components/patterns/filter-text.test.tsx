import { useState } from "react";
import { userEvent } from "vitest/browser";
import { FilterText } from "#components/patterns/filter-text.tsx";
import { expect, test } from "#lib/testing/page/test.tsx";

function Filters({ committed }: { committed: string[] }) {
  const [event, setEvent] = useState("");
  const commit = (next: string) => {
    committed.push(next);
    setEvent(next);
  };
  return <FilterText label="Event" value={event} options={["order", "order.paid"]} onCommit={commit} />;
}

test("takes a text on Enter, once and without the space around it", async ({ workspace }) => {
  const committed: string[] = [];
  const page = await workspace.open(<Filters committed={committed} />);
  await page.getByRole("combobox", { name: "Event" }).click();
  await userEvent.keyboard(" user.signup ");
  expect(committed).toEqual([]);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => committed).toEqual(["user.signup"]);
  await expect.element(page.getByRole("combobox", { name: "Event" })).toHaveValue("user.signup");
});

test("takes a text when the field is left, and nothing when it did not change", async ({ workspace }) => {
  const committed: string[] = [];
  const page = await workspace.open(<Filters committed={committed} />);
  await page.getByRole("combobox").fill("user.signup");
  await userEvent.tab();
  await expect.poll(() => committed).toEqual(["user.signup"]);
  await page.getByRole("combobox").click();
  await userEvent.tab();
  await userEvent.tab();
  expect(committed).toEqual(["user.signup"]);
});

test("takes a suggestion at once, and what goes on after it as one text", async ({ workspace }) => {
  const committed: string[] = [];
  const page = await workspace.open(<Filters committed={committed} />);
  const field = page.getByRole("combobox", { name: "Event" });
  await field.click();
  await userEvent.keyboard("order");
  await expect.poll(() => committed).toEqual(["order"]);
  await userEvent.keyboard(".paid");
  await expect.element(field).toHaveValue("order.paid");
  await expect.element(field).toHaveFocus();
  expect(committed).toEqual(["order", "order.paid"]);
});
