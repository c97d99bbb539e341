import { vi } from "vitest";
import { userEvent } from "vitest/browser";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { IdText } from "#components/patterns/id-text.tsx";
import { expect, test as base } from "#lib/testing/page/test.tsx";

/** The browser's clipboard, which a frame may lack. */
const test = base.extend("clipboard", ({ task: _task }, { onCleanup }) => {
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  onCleanup(() => write.mockRestore());
  return write;
});

const refused = () => Promise.reject(new DOMException("Not here", "NotAllowedError"));

test("copies the whole value, says so, and offers it again", async ({ clipboard, workspace }) => {
  const page = await workspace.open(<CopyButton value={"one\r\ntwo"} label="Copy payload" isLabelShown />);
  await page.getByRole("button", { name: "Copy payload" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Copied");
  await expect.element(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(clipboard.mock.calls).toEqual([["one\r\ntwo"]]);
  await expect.element(page.getByRole("button", { name: "Copy payload" })).toBeVisible();
  await expect.element(page.getByRole("status")).toBeEmptyDOMElement();
});

test("keeps its name when only the picture is shown", async ({ clipboard, workspace }) => {
  const page = await workspace.open(<CopyButton value="x" label="Copy event id" />);
  await page.getByRole("button", { name: "Copy event id" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Copied");
  await expect.element(page.getByRole("button", { name: "Copy event id" })).toBeVisible();
  expect(clipboard).toHaveBeenCalledTimes(1);
});

test("copies an id whole although it is shown short", async ({ clipboard, workspace }) => {
  const id = "0199a3c2-7d5e-7b1a-9c4f-000000000001";
  const page = await workspace.open(<IdText value={id} copyLabel="Copy event id" />);
  await expect.element(page.getByText(id)).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Copy event id" }).click();
  await expect.poll(() => clipboard.mock.calls).toEqual([[id]]);
});

test("hands over the selected text when the browser refuses, until the field is left", async ({
  clipboard,
  workspace,
}) => {
  clipboard.mockImplementation(refused);
  const page = await workspace.open(<CopyButton value={"one\ntwo"} label="Copy payload" />);
  await page.getByRole("button", { name: "Copy payload" }).click();
  const field = page.getByRole("textbox", { name: /^Copy payload: your browser has blocked copying/ });
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveAttribute("readonly");
  const { selectionStart, selectionEnd } = field.element() as HTMLTextAreaElement;
  expect([selectionStart, selectionEnd]).toEqual([0, 7]);
  await userEvent.tab();
  await expect.element(page.getByRole("button", { name: "Copy payload" })).toBeVisible();
  await expect.element(field).not.toBeInTheDocument();
});

test("hands over the text on a page without a clipboard", async ({ workspace, onTestFinished }) => {
  Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, "clipboard"));
  const page = await workspace.open(<CopyButton value="a value" label="Copy key" />);
  await page.getByRole("button", { name: "Copy key" }).click();
  await expect.element(page.getByRole("textbox", { name: /^Copy key: / })).toHaveValue("a value");
});

test("copies by hand the text as it is, and a part of it as the part that was selected", async ({
  clipboard,
  workspace,
}) => {
  clipboard.mockImplementation(refused);
  const page = await workspace.open(<CopyButton value={"one\r\ntwo"} label="Copy payload" />);
  await page.getByRole("button", { name: "Copy payload" }).click();
  await expect.element(page.getByRole("textbox")).toHaveFocus();
  const field = page.getByRole("textbox").element() as HTMLTextAreaElement;
  const copy = () => {
    const clipboardData = new DataTransfer();
    const isLeftToBrowser = field.dispatchEvent(
      new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }),
    );
    return isLeftToBrowser ? "as selected" : clipboardData.getData("text/plain");
  };
  expect(copy()).toBe("one\r\ntwo");
  field.setSelectionRange(0, 3);
  expect(copy()).toBe("as selected");
});

test("keeps the text for copying by hand although an earlier copy went well", async ({ clipboard, workspace }) => {
  const page = await workspace.open(
    <>
      <CopyButton value="x" label="Copy key" />
      <CopyButton value="y" label="Copy other" />
    </>,
  );
  await page.getByRole("button", { name: "Copy key" }).click();
  await page.getByRole("button", { name: "Copy other" }).click();
  clipboard.mockImplementation(refused);
  await page.getByRole("button", { name: "Copy key" }).click();
  await expect.element(page.getByRole("textbox")).toHaveFocus();
  // The other copy came after the first one: by now both have been said.
  await expect.element(page.getByRole("status")).toMatchTextContent("Copied");
  await expect.element(page.getByRole("status")).toBeEmptyDOMElement();
  await expect.element(page.getByRole("textbox")).toHaveFocus();
});
