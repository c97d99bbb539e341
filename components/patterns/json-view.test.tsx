import { vi } from "vitest";
import { userEvent } from "vitest/browser";
import { BodyView } from "#components/patterns/body-view.tsx";
import { JsonView } from "#components/patterns/json-view.tsx";
import { expect, test } from "#lib/testing/page/test.tsx";

test("shows every token as it was written, with the size of the text", async ({ workspace }) => {
  const text = '{"big":9007199254740993,"price":1.50,"huge":1e400,"name":"a\\u0041","name":null}';
  const page = await workspace.open(<JsonView text={text} label="Payload" copyLabel="Copy payload" />);
  const tree = page.getByRole("group", { name: "Payload" });
  for (const line of ["big: 9007199254740993", "price: 1.50", "huge: 1e400", 'name: "a\\u0041"', "name: null"])
    await expect.element(tree).toMatchTextContent(line);
  await expect.element(tree).toMatchTextContent("{…} 5 keys");
  await expect.element(page.getByText("Payload · 79 B")).toBeVisible();
});

test("unfolds what is deep inside with the keyboard, and not before", async ({ workspace }) => {
  const page = await workspace.open(
    <JsonView text='{"a":{"b":{"c":["deep"]}}}' label="Payload" copyLabel="Copy payload" />,
  );
  await expect.element(page.getByText("b: {…} 1 key")).toBeVisible();
  await expect.element(page.getByText(/c:/)).not.toBeInTheDocument();
  (page.getByText("b: {…} 1 key").element().closest("summary") as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("c: […] 1 item")).toBeVisible();
  await page.getByText("c: […] 1 item").click();
  await expect.element(page.getByText('0: "deep"')).toBeVisible();
});

test("shows a hundred entries of a long list at a time", async ({ workspace }) => {
  const text = JSON.stringify(Array.from({ length: 201 }, (_, index) => `item ${index}`));
  const page = await workspace.open(<JsonView text={text} label="Payload" copyLabel="Copy payload" />);
  await expect.element(page.getByText('"item 99"')).toBeVisible();
  await expect.element(page.getByText('"item 100"')).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Show 100 more entries" }).click();
  await expect.element(page.getByText('"item 199"')).toBeVisible();
  await page.getByRole("button", { name: "Show 1 more entry" }).click();
  await expect.element(page.getByText('"item 200"')).toBeVisible();
  await expect.element(page.getByRole("button", { name: /more entr/ })).not.toBeInTheDocument();
});

test("has an empty object and a plain value in one line", async ({ workspace }) => {
  const page = await workspace.open(<JsonView text='{"none":{},"list":[]}' label="Payload" copyLabel="Copy payload" />);
  await expect.element(page.getByText("none: {}")).toBeVisible();
  await expect.element(page.getByText("list: []")).toBeVisible();
});

test("shows a body that is no JSON as it is, and copies that", async ({ workspace, onTestFinished }) => {
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  onTestFinished(() => write.mockRestore());
  const text = "<h1>Not found</h1>\n  <p>é</p>";
  const page = await workspace.open(<BodyView text={text} side="response" />);
  expect(document.querySelector("pre")?.textContent).toBe(text);
  await expect.element(page.getByText("Response body · 30 B")).toBeVisible();
  await page.getByRole("button", { name: "Copy response body" }).click();
  await expect.poll(() => write.mock.calls).toEqual([[text]]);
});

test.for(["17", '"text"', "null"])(
  "shows the body %s as text, because it has no structure",
  async (text, { workspace }) => {
    await workspace.open(<BodyView text={text} side="response" />);
    expect(document.querySelector("pre")?.textContent).toBe(text);
  },
);

test("says that a body is empty and offers no copy of nothing", async ({ workspace }) => {
  const page = await workspace.open(<BodyView text="" side="request" />);
  await expect.element(page.getByText("Request body: empty")).toBeVisible();
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});
