import type { Column } from "#components/patterns/column.ts";
import { DataTable } from "#components/patterns/data-table.tsx";
import { expect, test } from "#lib/testing/page/test.tsx";

type Row = { id: string; name: string };

const COLUMNS: Column<Row>[] = [
  { key: "name", header: "Name", isRowHeader: true, cell: ({ name }) => <span>{name}</span> },
  { key: "note", header: "Note", cell: () => <span>A note</span> },
];
const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `${index}`, name: `Row ${index}` }));

test("says how much is shown and asks for more", async ({ workspace }) => {
  let asked = 0;
  const more = () => void (asked += 1);
  const table = (isLoadingMore: boolean) => (
    <DataTable
      caption="Things"
      columns={COLUMNS}
      rows={rows(1250)}
      rowKey={({ id }) => id}
      onLoadMore={more}
      isLoadingMore={isLoadingMore}
    />
  );
  const page = await workspace.open(table(false));
  await expect.element(page.getByRole("status")).toMatchTextContent("First 1,250 shown");
  await page.getByRole("button", { name: "Load more" }).click();
  expect(asked).toBe(1);
  await page.rerender(table(true));
  await expect.element(page.getByRole("status")).toMatchTextContent("Loading more…");
  await expect.element(page.getByRole("button", { name: "Load more" })).toBeDisabled();
});

test("offers no more when there is no more", async ({ workspace }) => {
  const page = await workspace.open(
    <DataTable caption="Things" columns={COLUMNS} rows={rows(2)} rowKey={({ id }) => id} />,
  );
  await expect.element(page.getByRole("row", { name: /^Row 1 / })).toBeVisible();
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});

test("opens a row by a click beside its link, but not by selecting its text", async ({ workspace, onTestFinished }) => {
  const opened: string[] = [];
  const handleClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null) return;
    event.preventDefault();
    opened.push(link.pathname);
  };
  window.addEventListener("click", handleClick, { capture: true });
  onTestFinished(() => window.removeEventListener("click", handleClick, { capture: true }));
  const page = await workspace.open(
    <DataTable
      caption="Things"
      columns={COLUMNS}
      rows={rows(2)}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/workspace/things/${id}`}
    />,
  );
  const note = page.getByRole("row", { name: /^Row 1 / }).getByText("A note");
  await note.click();
  expect(opened).toEqual(["/workspace/things/1"]);
  window.getSelection()?.selectAllChildren(note.element());
  (note.element() as HTMLElement).click();
  expect(opened).toEqual(["/workspace/things/1"]);
});
