import { useState } from "react";
import { userEvent } from "vitest/browser";
import { LeaveGuard } from "#components/mappings/leave-guard.tsx";
import { expect, test } from "#lib/testing/page/test.tsx";

/** The page is never really left: what nobody stopped is noted. */
function Page({ left }: { left: string[] }) {
  const [isDirty, setDirty] = useState(true);
  const handleClick = (event: React.MouseEvent) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    left.push(event.target.pathname);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div onClick={handleClick}>
      <a href="/workspace/events?status=failed">Events</a>
      <a href="https://docs.example.com/mappings">Manual</a>
      <a href="/workspace/rules" target="_blank" rel="noreferrer">
        Rules in a new tab
      </a>
      <button type="button" onClick={() => setDirty(false)}>
        Save
      </button>
      <button type="button" onClick={() => setDirty(true)}>
        Edit
      </button>
      <LeaveGuard isDirty={isDirty} />
    </div>
  );
}

const question = { name: "Leave without saving?" };

test("asks before a link drops what is not saved, and goes there when that is wanted", async ({ workspace }) => {
  const left: string[] = [];
  const page = await workspace.open(<Page left={left} />);
  await page.getByRole("link", { name: "Events" }).click();
  await expect.element(page.getByRole("alertdialog", question)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Stay here" })).toHaveFocus();
  expect([left, workspace.visits]).toEqual([[], []]);
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  expect(workspace.visits).toEqual(["/workspace/events?status=failed"]);
});

test("stays on Escape, with the focus on the link again", async ({ workspace }) => {
  const page = await workspace.open(<Page left={[]} />);
  await page.getByRole("link", { name: "Events" }).click();
  await expect.element(page.getByRole("button", { name: "Stay here" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await expect.element(page.getByRole("link", { name: "Events" })).toHaveFocus();
  expect(workspace.visits).toEqual([]);
});

test("does not ask where nothing is lost: another site, another tab, or a click for one", async ({ workspace }) => {
  const left: string[] = [];
  const page = await workspace.open(<Page left={left} />);
  await page.getByRole("link", { name: "Manual" }).click();
  await page.getByRole("link", { name: "Rules in a new tab" }).click();
  await page.getByRole("link", { name: "Events" }).click({ modifiers: ["ControlOrMeta"] });
  expect(left).toEqual(["/mappings", "/workspace/rules", "/workspace/events"]);
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
});

test("does not ask once everything is saved, nor by itself when something is edited after that", async ({
  workspace,
}) => {
  const left: string[] = [];
  const page = await workspace.open(<Page left={left} />);
  await page.getByRole("link", { name: "Events" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await page.getByRole("link", { name: "Events" }).click();
  expect(left).toEqual(["/workspace/events"]);
  await page.getByRole("button", { name: "Edit" }).click();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await page.getByRole("link", { name: "Events" }).click();
  await expect.element(page.getByRole("alertdialog", question)).toBeVisible();
});
