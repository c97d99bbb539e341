import { NewRulePage } from "#components/rules/new-rule-page.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import { pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import { buildConnectionSummary, buildEvent, EVENT_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const EVENTS = `/workspaces/${WORKSPACE_ID}/events`;
const PAYLOAD = { email: "ada@example.com", order: { total: 12, items: [{ sku: "A1" }] } };

const CHAT: Integration = {
  name: "Slack",
  type: "slack",
  authentication: { type: "oauth" },
  actions: {
    post: {
      key: "post",
      label: "Post",
      noun: "post",
      data: [
        { kind: "field", key: "title", field: "title", label: "Title", type: "text", placeholder: "A heading" },
        { kind: "field", key: "text", field: "value", label: "Message", type: "textarea", required: true },
      ],
    },
  },
};

function offer(api: FakeApi, payload: object = PAYLOAD) {
  api.on("GET", `/workspaces/${WORKSPACE_ID}/connections`, pageOf(buildConnectionSummary({ type: "slack" })));
  api.on("GET", "/integrations", pageOf(CHAT));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
  api.on("GET", EVENTS, pageOf(buildEvent()));
  api.on("GET", `/events/${EVENT_ID}/payload`, { payload });
}

const URL_WITH_EVENT = { url: "/workspace/rules/new?event=order.paid" };
const message = { name: "Message" };
const samplesOf = (api: FakeApi) =>
  api.calls("GET").flatMap(({ path, query }) => (path === EVENTS ? [query.get("event")] : []));

test("shows what a text becomes for the newest event, and what the event does not have", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("textbox", message).fill("{{email}} {{order.items}} {{order.no}}{{order.no}}!");
  const preview = page.getByRole("status", { name: "Preview of Message" });
  await expect.element(preview).toHaveTextContent('ada@example.com [{"sku":"A1"}] !');
  const missing = page.getByText("Missing from the payload of this event: {{order.no}}");
  await expect.element(missing).toBeVisible();
  expect(samplesOf(api)).toEqual(["order.paid"]);
});

test("shows no preview of a text that has no value in it", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("textbox", message).fill("{{email}}");
  await expect.element(page.getByRole("status", { name: "Preview of Message" })).toBeVisible();
  await page.getByRole("textbox", message).fill("A new order");
  await expect.element(page.getByRole("status", { name: "Preview of Message" })).not.toBeInTheDocument();
});

test("inserts a value where the cursor stands, and puts the cursor behind it", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  const field = page.getByRole("textbox", message);
  await field.fill("From  with love");
  (field.element() as HTMLTextAreaElement).setSelectionRange(5, 5);
  await page.getByLabelText("Insert a value into Message").selectOptions("order.items.0.sku");
  await expect.element(field).toHaveValue("From {{order.items.0.sku}} with love");
  await expect.element(field).toHaveFocus();
  await expect.poll(() => (field.element() as HTMLTextAreaElement).selectionStart).toBe(26);
});

test("offers the usual values before any event was received, and says that there is no preview", async ({
  api,
  workspace,
}) => {
  offer(api);
  api.on("GET", EVENTS, pageOf());
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByLabelText("Insert a value into Title").selectOptions("first_name");
  await expect.element(page.getByRole("textbox", { name: /^Title/ })).toHaveValue("{{first_name}}");
  await expect.element(page.getByText("No preview: no event order.paid has been received yet.")).toBeVisible();
});

test("asks for no events before the event is chosen, then for those of its type once", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("textbox", message).fill("{{email}}");
  await expect.element(page.getByText("No preview: choose the event first.")).toBeVisible();
  expect(samplesOf(api)).toEqual([]);
  await page.getByRole("combobox", { name: "When this event happens" }).fill("order.paid");
  await expect.element(page.getByRole("status", { name: "Preview of Message" })).toHaveTextContent("ada@example.com");
  expect(samplesOf(api)).toEqual(["order.paid"]);
});

test("reads no event for who may not read payloads", async ({ api, workspace }) => {
  offer(api);
  const session = { capabilities: ["write_rules", "read_events"] as ("write_rules" | "read_events")[] };
  const page = await workspace.open(<NewRulePage />, { ...URL_WITH_EVENT, session });
  await page.getByRole("textbox", message).fill("{{email}}");
  await expect.element(page.getByText(/this session does not have permission to read event payloads/)).toBeVisible();
  expect(samplesOf(api)).toEqual([]);
});

test("says that a text is too long to be displayed", async ({ api, workspace }) => {
  offer(api, { email: "x".repeat(25_000) });
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("textbox", message).fill("{{email}}");
  const preview = page.getByRole("status", { name: "Preview of Message" });
  await expect.element(preview).toHaveTextContent("Too long to display");
});

test("shows the server's complaint at the text, with what was typed", async ({ api, workspace }) => {
  offer(api);
  const complaint = [{ param: "metadata.value", msg: "{{email} is not closed" }];
  api.on("POST", "/rules", refusal(422, "UnprocessableEntity", "Some of it is wrong.", complaint));
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("textbox", message).fill("Hello {{email}");
  await page.getByRole("button", { name: "Create rule" }).click();
  await expect.element(page.getByRole("textbox", message)).toHaveAccessibleDescription("{{email} is not closed");
  await expect.element(page.getByRole("textbox", message)).toHaveValue("Hello {{email}");
  expect(api.calls("POST")[0]?.body).toMatchObject({ metadata: { action: "post", value: "Hello {{email}" } });
});
