import { vi } from "vitest";
import { PayloadPanel } from "#components/events/payload-panel.tsx";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { EVENT_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const PAYLOAD = `/events/${EVENT_ID}/payload`;

test("shows the payload as it was written, numbers included", async ({ api, workspace }) => {
  api.on("GET", PAYLOAD, `{"id":"x","payload":{"amount":10.50,"serial":9007199254740993,"note":"<b>é</b>"}}`);
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  const payload = page.getByRole("group", { name: "Payload" });
  await expect.element(payload.getByText("10.50", { exact: true })).toBeVisible();
  await expect.element(payload.getByText("9007199254740993", { exact: true })).toBeVisible();
  await expect.element(payload.getByText(`"<b>é</b>"`, { exact: true })).toBeVisible();
  await expect.element(page.getByText("Payload · 61 B")).toBeVisible();
});

test("says that it is empty when the event carried nothing", async ({ api, workspace }) => {
  api.on("GET", PAYLOAD, `{"id":"x"}`);
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  await expect.element(page.getByRole("group", { name: "Payload" })).toMatchTextContent("{}");
});

test("folds what lies deep, and shows a long list in parts", async ({ api, workspace }) => {
  const lines = Array.from({ length: 130 }, (_, index) => `line ${index}`);
  api.on("GET", PAYLOAD, JSON.stringify({ payload: { lines, order: { customer: { name: "Ada" } } } }));
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  await expect.element(page.getByText(`"line 99"`)).toBeVisible();
  await expect.element(page.getByText(`"line 100"`)).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Show 30 more entries" }).click();
  await expect.element(page.getByText(`"line 129"`)).toBeVisible();
  await expect.element(page.getByText(`"Ada"`)).not.toBeInTheDocument();
  await page.getByText("customer:").click();
  await expect.element(page.getByText(`"Ada"`)).toBeVisible();
});

for (const [role, words] of [
  ["member", "Only administrators and owners can view event payloads."],
  ["admin", "This session does not have permission to read event payloads."],
] as const) {
  test(`says why a session as ${role} does not see the payload, and does not ask for it`, async ({
    api,
    workspace,
  }) => {
    const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />, {
      session: { role, scopes: [], capabilities: ["read_events"] },
    });
    await expect.element(page.getByText(words)).toBeVisible();
    expect(api.calls()).toEqual([]);
  });
}

test("marks itself as busy while it loads, and can be read again after a refusal", async ({ api, workspace }) => {
  const slow = heldReply();
  api.on("GET", PAYLOAD, slow.reply);
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  await expect.poll(() => page.container.querySelector("[aria-busy=true]")).not.toBeNull();
  slow.answer(refusal(409, "Conflict", "The payload is being removed"));
  await expect.element(page.getByRole("alert")).toMatchTextContent("The payload could not be loaded");
  await expect.element(page.getByRole("alert")).toMatchTextContent("The payload is being removed");
  api.on("GET", PAYLOAD, `{"payload":{"plan":"pro"}}`);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByText(`"pro"`)).toBeVisible();
});

test("offers for a value its path, the value itself and the events that have it", async ({ api, workspace }) => {
  api.on("GET", PAYLOAD, JSON.stringify({ payload: { user: { email: "ann@example.com" }, gone: null } }));
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  const leaf = page.getByRole("button", { name: 'email: "ann@example.com"' });
  await expect.element(leaf).toHaveAttribute("aria-expanded", "false");
  await leaf.click();
  await page.getByRole("button", { name: "Copy path" }).click();
  await page.getByRole("button", { name: "Copy value" }).click();
  expect(copied.mock.calls).toEqual([["user.email"], ["ann@example.com"]]);
  await expect
    .element(page.getByRole("link", { name: "Find events with this value" }))
    .toHaveAttribute("href", "/workspace/events?search=user.email:ann@example.com");
  await leaf.click();
  await page.getByRole("button", { name: "gone: null" }).click();
  await expect.element(page.getByRole("button", { name: "Copy path" })).toBeVisible();
  await expect.element(page.getByRole("link")).not.toBeInTheDocument();
});

test("finds keys and values wherever they stand", async ({ api, workspace }) => {
  api.on("GET", PAYLOAD, JSON.stringify({ payload: { a: { b: { c: { Email: "ann@example.com" } } }, n: 1 } }));
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  const search = page.getByRole("searchbox", { name: "Search the payload" });
  await search.fill("email");
  await expect.element(page.getByText("1 value matches.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: 'a.b.c.Email: "ann@example.com"' })).toBeVisible();
  await search.fill("nowhere");
  await expect.element(page.getByText("Nothing in the payload matches.")).toBeVisible();
  await search.fill("");
  await expect.element(page.getByText("n: 1")).toBeVisible();
});

test("shows the text as it came, and of a long one the beginning first", async ({ api, workspace }) => {
  const text = `{"text":"${"x".repeat(60_000)} the end"}`;
  api.on("GET", PAYLOAD, `{"payload":${text}}`);
  const page = await workspace.open(<PayloadPanel eventId={EVENT_ID} />);
  const raw = page.getByRole("button", { name: "Raw text" });
  await raw.click();
  await expect.element(raw).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => page.container.querySelector("pre")?.textContent?.length).toBe(50_000);
  await page.getByRole("button", { name: "Show all of it (58.6 KiB)" }).click();
  expect(page.container.querySelector("pre")?.textContent).toBe(text);
});
