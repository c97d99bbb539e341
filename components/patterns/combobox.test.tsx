import { useState } from "react";
import { userEvent } from "vitest/browser";
import { Combobox, type ComboboxProps } from "#components/patterns/combobox.tsx";
import { Field } from "#components/patterns/field.tsx";
import type { Choice } from "#components/patterns/matching-items.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CHANNELS: Choice[] = [
  { id: "C1", name: "#general" },
  { id: "C2", name: "#orders", hint: "Private" },
  { id: "C3", name: "#random" },
];
const MANY = Array.from({ length: 1200 }, (_, index) => ({ id: `C${index}`, name: `#channel-${index}` }));

type Options = Partial<ComboboxProps> & { chosen?: (string | undefined)[] };

function Channels({ value: first = "", chosen = [], ...props }: Options) {
  const [value, setValue] = useState(first);
  const handleChange = (choice: Choice | undefined) => {
    chosen.push(choice?.id);
    setValue(choice?.id ?? "");
  };
  return (
    <>
      <Field label="Channel" isRequired>
        {(control) => (
          <Combobox
            choices={CHANNELS}
            {...props}
            control={control}
            listLabel="channels"
            value={value}
            onChange={handleChange}
          />
        )}
      </Field>
      <button type="button">After it</button>
    </>
  );
}

test("finds by a word and chooses with the keyboard alone", async ({ workspace }) => {
  const chosen: string[] = [];
  const page = await workspace.open(<Channels chosen={chosen} />);
  const box = page.getByRole("combobox", { name: "Channel" });
  await userEvent.tab();
  await expect.element(box).toHaveFocus();
  await userEvent.keyboard("rand");
  await expect.element(page.getByRole("option")).toMatchTextContent("#random");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(box).toHaveValue("#random");
  await expect.element(box).toHaveAttribute("aria-expanded", "false");
  expect(chosen).toEqual(["C3"]);
});

test("shows the whole list again when it is opened after a choice, the choice marked", async ({ workspace }) => {
  const page = await workspace.open(<Channels value="C2" />);
  await expect.element(page.getByRole("combobox")).toHaveValue("#orders");
  await page.getByRole("button", { name: "Show channels" }).click();
  await expect.element(page.getByRole("listbox", { name: "channels" })).toBeVisible();
  expect(page.getByRole("option").elements()).toHaveLength(3);
  const marks = page
    .getByRole("option")
    .elements()
    .map((option) => option.querySelector("svg.invisible") === null);
  expect(marks).toEqual([false, true, false]);
});

test("keeps what was chosen when the field is left half typed", async ({ workspace }) => {
  const chosen: string[] = [];
  const page = await workspace.open(<Channels value="C1" chosen={chosen} />);
  const box = page.getByRole("combobox");
  await box.fill("#ord");
  await expect.element(page.getByRole("option")).toMatchTextContent("#orders");
  await page.getByRole("button", { name: "After it" }).click();
  await expect.element(box).toHaveValue("#general");
  expect(chosen).toEqual([]);
});

test("takes what is only highlighted for nobody's choice", async ({ workspace }) => {
  const chosen: string[] = [];
  const page = await workspace.open(<Channels chosen={chosen} />);
  const box = page.getByRole("combobox");
  await box.click();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  await expect.element(box).toHaveAttribute("aria-activedescendant");
  await userEvent.tab();
  await expect.element(box).toHaveAttribute("aria-expanded", "false");
  await expect.element(box).toHaveValue("");
  expect(chosen).toEqual([]);
});

test("drops the choice when the field is emptied and left", async ({ workspace }) => {
  const chosen: (string | undefined)[] = [];
  const page = await workspace.open(<Channels value="C1" chosen={chosen} />);
  await page.getByRole("combobox").clear();
  await page.getByRole("button", { name: "After it" }).click();
  await expect.element(page.getByRole("combobox")).toHaveValue("");
  expect(chosen).toEqual([undefined]);
});

test("closes on Escape and keeps the focus and the choice", async ({ workspace }) => {
  const chosen: string[] = [];
  const page = await workspace.open(<Channels value="C1" chosen={chosen} />);
  const box = page.getByRole("combobox");
  await box.click();
  await expect.element(box).toHaveAttribute("aria-expanded", "true");
  await userEvent.keyboard("{Escape}");
  await expect.element(box).toHaveAttribute("aria-expanded", "false");
  await expect.element(box).toHaveFocus();
  await expect.element(box).toHaveValue("#general");
  expect(chosen).toEqual([]);
});

test("shows the beginning of a long list, says so, and finds what is further down by its id", async ({ workspace }) => {
  const chosen: string[] = [];
  const page = await workspace.open(<Channels choices={MANY} chosen={chosen} />);
  await page.getByRole("combobox").click();
  const status = page.getByRole("status");
  await expect.element(status).toMatchTextContent("Showing 50 of 1,200 channels. Type to narrow the list.");
  expect(page.getByRole("option").elements()).toHaveLength(50);
  await page.getByRole("combobox").fill("C1199");
  await expect.element(page.getByRole("option")).toMatchTextContent("#channel-1199");
  await page.getByRole("option").click();
  expect(chosen).toEqual(["C1199"]);
});

test("finds by the hint, and by words in any order", async ({ workspace }) => {
  const page = await workspace.open(<Channels />);
  await page.getByRole("combobox").fill("PRIVATE ord");
  await expect.element(page.getByRole("option")).toHaveTextContent("#ordersPrivate");
});

test("says that nothing matches, and that there is nothing at all", async ({ workspace }) => {
  const page = await workspace.open(<Channels />);
  await page.getByRole("combobox").fill("zebra");
  await expect.element(page.getByRole("status")).toHaveTextContent("None of 3 channels match");
  await page.rerender(<Channels choices={[]} key="empty" />);
  await page.getByRole("combobox").click();
  await expect.element(page.getByRole("status")).toHaveTextContent("There are no channels");
});

test("counts one as one", async ({ workspace }) => {
  const page = await workspace.open(<Channels choices={CHANNELS.slice(0, 1)} />);
  await page.getByRole("combobox").click();
  await expect.element(page.getByRole("status")).toHaveTextContent("1 choice");
  await page.getByRole("combobox").fill("zebra");
  await expect.element(page.getByRole("status")).toHaveTextContent("No channels match");
});

test("says that more is searched for, and tells what is typed but not what is chosen", async ({ workspace }) => {
  const queries: string[] = [];
  const page = await workspace.open(<Channels isSearching onQuery={(query) => queries.push(query)} />);
  await page.getByRole("combobox").fill("general");
  await expect.element(page.getByRole("status")).toHaveTextContent("Searching for more channels");
  await page.getByRole("option", { name: "#general" }).click();
  await expect.element(page.getByRole("combobox")).toHaveValue("#general");
  expect(queries[0]).toBe("general");
  expect(queries.at(-1)).toBe("");
});

test("breaks a long name instead of widening the page", async ({ workspace }) => {
  const name = "x".repeat(400);
  const page = await workspace.open(<Channels choices={[{ id: "C1", name, hint: name }]} />);
  await page.getByRole("combobox").click();
  await expect.element(page.getByRole("option")).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});
