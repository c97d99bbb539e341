import { useState } from "react";
import { userEvent } from "vitest/browser";
import { LiveEventsTable } from "#components/events/live-events-table.tsx";
import { focus, press } from "#lib/testing/page/press.ts";
import { buildEvent } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const numbered = (n: number) =>
  buildEvent({ id: `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`, event: `order.${n}` });

/** A list that grows by one at each press, and that can be another list. */
function Growing({ isLong = false, onLoadMore }: { isLong?: boolean; onLoadMore?: () => void }) {
  const [count, setCount] = useState(2);
  const [key, setKey] = useState("all");
  return (
    <>
      <p className="mb-3">
        <button type="button" onClick={() => setCount(count + 1)}>
          An event arrives
        </button>
        <button type="button" onClick={() => setKey("failed")}>
          Other filter
        </button>
      </p>
      <LiveEventsTable
        listKey={key}
        records={Array.from({ length: count }, (_, index) => numbered(count - index))}
        isLong={isLong}
        isOtherFilter={false}
        onLoadMore={onLoadMore}
        isLoadingMore={false}
      />
    </>
  );
}

test("shows an event that arrives while nobody is in the list", async ({ workspace }) => {
  const page = await workspace.open(<Growing />);
  // The pointer is where the test before has left it, which may be in the list.
  await page.getByRole("button", { name: "Other filter" }).hover();
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.3");
  await expect.element(page.getByRole("button", { name: "1 new event" })).not.toBeInTheDocument();
});

test("holds new events back under a pointer, counts them, and shows them when it leaves", async ({ workspace }) => {
  const page = await workspace.open(<Growing />);
  await page.getByRole("rowheader").first().hover();
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("button", { name: "2 new events" })).toBeVisible();
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.2");
  await page.getByRole("button", { name: "Other filter" }).hover();
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.4");
  await expect.element(page.getByRole("button", { name: /new event/ })).not.toBeInTheDocument();
});

test("holds new events back while the keyboard is in the list, and keeps the focus in it", async ({ workspace }) => {
  const page = await workspace.open(<Growing />);
  const link = page.getByRole("rowheader", { name: "order.1" }).getByRole("link");
  await focus(link);
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await expect.element(link).toHaveFocus();
  await userEvent.keyboard("{Tab}");
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.3");
});

test("shows what was held back when asked, and says it to a screen reader", async ({ workspace }) => {
  const page = await workspace.open(<Growing />);
  await page.getByRole("rowheader").first().hover();
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("status")).toMatchTextContent("1 new event");
  await press(page.getByRole("button", { name: "1 new event" }));
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.3");
  await expect.element(page.getByRole("status")).not.toMatchTextContent("new event");
});

test("goes on holding a long list after the pointer has left", async ({ workspace }) => {
  const page = await workspace.open(<Growing isLong />);
  await page.getByRole("rowheader").first().hover();
  await press(page.getByRole("button", { name: "An event arrives" }));
  await page.getByRole("button", { name: "Other filter" }).hover();
  await expect.element(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await page.getByRole("button", { name: "1 new event" }).click();
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.3");
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.3");
});

test("holds nothing of the list before when the filter is another one", async ({ workspace }) => {
  const page = await workspace.open(<Growing isLong />);
  await page.getByRole("rowheader").first().hover();
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await press(page.getByRole("button", { name: "Other filter" }));
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.3");
  await expect.element(page.getByRole("button", { name: /new event/ })).not.toBeInTheDocument();
});

test("holds the list from the moment on when more of it is asked for", async ({ workspace }) => {
  let asked = 0;
  const page = await workspace.open(<Growing isLong onLoadMore={() => (asked += 1)} />);
  await press(page.getByRole("button", { name: "Load more" }));
  expect(asked).toBe(1);
  await press(page.getByRole("button", { name: "An event arrives" }));
  await expect.element(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await expect.element(page.getByRole("rowheader").first()).toMatchTextContent("order.2");
});
