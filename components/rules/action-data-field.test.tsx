import { EditRulePage } from "#components/rules/edit-rule-page.tsx";
import { NewRulePage } from "#components/rules/new-rule-page.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import { buildConnectionSummary, buildRule, CONNECTION_ID, RULE_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const ACTIONS = `/connections/${CONNECTION_ID}/actions`;
const CHANNELS = {
  channels: [
    { id: "C1", name: "#general" },
    { id: "C2", name: "#orders" },
  ],
};

const CHAT: Integration = {
  name: "Slack",
  type: "slack",
  authentication: { type: "oauth" },
  actions: {
    post: {
      key: "post",
      label: "Post",
      noun: "post",
      data: [{ kind: "simple", key: "channels", field: "id", label: "Channel", noun: "channel", required: true }],
    },
    set: {
      key: "set",
      label: "Set a property",
      noun: "property",
      data: [
        {
          kind: "advanced",
          key: "properties",
          field: "id",
          label: "Property",
          noun: "property",
          required: true,
          options: {
            key: "options",
            field: "value",
            length: 1,
            display: { label: "Stage", button: "Add", description: "What it is set to" },
            type: "select",
            entity: "option",
          },
        },
      ],
    },
  },
};

function offer(api: FakeApi, changes: Partial<ConnectionSummary> = {}) {
  const connection = buildConnectionSummary({ name: "Team", type: "slack", ...changes });
  api.on("GET", `/workspaces/${WORKSPACE_ID}/connections`, pageOf(connection));
  api.on("GET", "/integrations", pageOf(CHAT));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
  api.on("GET", ACTIONS, CHANNELS);
  api.on("POST", "/rules", { rule: buildRule() });
}

const URL_WITH_EVENT = { url: "/workspace/rules/new?event=order.paid" };
const channel = { name: "Channel" };
const create = { name: "Create rule" };
const readings = (api: FakeApi) =>
  api.calls("GET").flatMap(({ path, query }) => (path === ACTIONS ? [`${query}`] : []));
const sent = (api: FakeApi) => api.calls("POST").map(({ body }) => Object(body).metadata as unknown);

test("says that the list loads, then sends what was chosen with its name", async ({ api, workspace }) => {
  offer(api);
  const held = heldReply<object>();
  api.on("GET", ACTIONS, held.reply);
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await expect.element(page.getByText("Loading channels")).toBeInTheDocument();
  held.answer(CHANNELS);
  await page.getByRole("combobox", channel).fill("orders");
  await page.getByRole("option", { name: "#orders" }).click();
  await page.getByRole("button", create).click();
  await expect.poll(() => sent(api)).toEqual([{ action: "post", id: "C2", name: "#orders" }]);
  expect(readings(api)).toEqual(["key=channels"]);
});

test("sends nothing while nothing is chosen, also when something is half typed", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("combobox", channel).fill("ord");
  await page.getByRole("button", create).click();
  await expect.element(page.getByRole("combobox", channel)).toHaveAccessibleDescription("Choose one");
  expect(sent(api)).toEqual([]);
});

test("says that the account has none, and finds the first one when it is asked again", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", ACTIONS, { channels: [] });
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await expect.element(page.getByText("The connected account has no channels yet.")).toBeVisible();
  api.on("GET", ACTIONS, CHANNELS);
  await page.getByRole("button", { name: "Refresh channels" }).click();
  await expect.element(page.getByText(/has no channels yet/)).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Show channels" }).click();
  await expect.element(page.getByRole("option", { name: "#general" })).toBeVisible();
  expect(readings(api)).toEqual(["key=channels", "key=channels&refresh=true"]);
});

test("keeps the list and the choice when it cannot be read again", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("combobox", channel).fill("orders");
  await page.getByRole("option", { name: "#orders" }).click();
  api.on("GET", ACTIONS, refusal(422, "UnprocessableEntity", "Slack did not answer."));
  await page.getByRole("button", { name: "Refresh channels" }).click();
  const alert = page.getByRole("alert");
  await expect.element(alert).toMatchTextContent("The channels could not be loaded. Slack did not answer.");
  await expect.element(page.getByRole("combobox", channel)).toHaveValue("#orders");
});

test("takes an ID by hand when the list cannot be loaded, and sends it without a name", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", ACTIONS, refusal(403, "Forbidden", "Not you"));
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  await expect.element(page.getByRole("textbox", channel)).toBeDisabled();
  await page.getByRole("button", { name: "Enter the ID manually" }).click();
  await page.getByRole("textbox", { name: "ID of the channel" }).fill(" C77 ");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await page.getByRole("button", create).click();
  await expect.poll(() => sent(api)).toEqual([{ action: "post", id: "C77" }]);
});

test("asks an inactive connection for no list, and takes the ID instead", async ({ api, workspace }) => {
  offer(api, { active: false });
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("textbox", { name: "ID of the channel" }).fill("C1");
  await expect.element(page.getByRole("button", { name: /list|manually|Refresh/ })).not.toBeInTheDocument();
  expect(readings(api)).toEqual([]);
});

test("shows what a rule chose although the account has it no longer, until another one is chosen", async ({
  api,
  workspace,
}) => {
  offer(api);
  const metadata = { action: "post", id: "C9", name: "#old" };
  api.on("GET", `/rules/${RULE_ID}`, buildRule({ type: "slack", metadata }));
  api.on("PATCH", `/rules/${RULE_ID}`, buildRule());
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  const box = page.getByRole("combobox", channel);
  await expect.element(box).toHaveValue("#old");
  await expect.element(box).toHaveAccessibleDescription(/^Your selection no longer exists in the account/);
  await box.fill("general");
  await page.getByRole("option", { name: "#general" }).click();
  await expect.element(box).not.toHaveAccessibleDescription();
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect
    .poll(() => api.calls("PATCH")[0]?.body)
    .toMatchObject({
      metadata: { action: "post", id: "C1", name: "#general" },
    });
});

test("asks for the option of what was chosen, and for a new one with another choice", async ({ api, workspace }) => {
  offer(api);
  const options = [{ value: "w", label: "Won" }, { value: "lost" }];
  api.on("GET", ACTIONS, {
    properties: [
      { id: "p1", name: "Deal", options },
      { id: "p2", name: "Note" },
    ],
  });
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByLabelText("And do this").selectOptions("Set a property");
  const property = page.getByRole("combobox", { name: "Property" });
  await expect.element(page.getByLabelText("Stage")).not.toBeInTheDocument();
  await property.fill("Deal");
  await page.getByRole("option", { name: "Deal" }).click();
  await page.getByRole("combobox", { name: "Stage" }).fill("Won");
  await page.getByRole("option", { name: "Won" }).click();
  await expect.element(page.getByRole("combobox", { name: "Stage" })).toHaveValue("Won");
  await property.fill("Note");
  await page.getByRole("option", { name: "Note" }).click();
  await expect.element(page.getByRole("textbox", { name: "Stage" })).toHaveValue("");
  await page.getByRole("button", create).click();
  await expect.element(page.getByRole("textbox", { name: "Stage" })).toHaveAccessibleDescription(/Choose one$/);
  await property.fill("Deal");
  await page.getByRole("option", { name: "Deal" }).click();
  await page.getByRole("combobox", { name: "Stage" }).fill("Won");
  await page.getByRole("option", { name: "Won" }).click();
  await page.getByRole("button", create).click();
  await expect.poll(() => sent(api)).toEqual([{ action: "set", id: "p1", value: "w", name: "Deal", option: "Won" }]);
});

const LONG = { channels: Array.from({ length: 500 }, (_, index) => ({ id: `C${index}`, name: `#channel-${index}` })) };

test("looks for what a long list does not have once the typing pauses, and for no single letter", async ({
  api,
  workspace,
}) => {
  offer(api);
  const held = heldReply<object>();
  api.on("GET", ACTIONS, ({ query }) => (query.has("search") ? held.reply() : LONG));
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  const box = page.getByRole("combobox", channel);
  await box.fill("z");
  await expect.element(page.getByText("None of 500 channels match").first()).toBeVisible();
  await box.fill("zebras");
  await expect.element(page.getByText("Searching for more channels").first()).toBeVisible();
  held.answer({ channels: [{ id: "Z1", name: "#zebras" }] });
  await page.getByRole("option", { name: "#zebras" }).click();
  await expect.element(box).toHaveValue("#zebras");
  await page.getByRole("button", create).click();
  await expect.poll(() => sent(api)).toEqual([{ action: "post", id: "Z1", name: "#zebras" }]);
  expect(readings(api)).toEqual(["key=channels", "key=channels&search=zebras"]);
});

test("says when the search beyond a long list fails", async ({ api, workspace }) => {
  offer(api);
  const failed = () => refusal(422, "UnprocessableEntity", "Slack did not answer.");
  api.on("GET", ACTIONS, ({ query }) => (query.has("search") ? failed() : LONG));
  const page = await workspace.open(<NewRulePage />, URL_WITH_EVENT);
  await page.getByRole("combobox", channel).fill("zebras");
  await expect.element(page.getByRole("alert")).toMatchTextContent("The channels could not be loaded.");
});

test("does not claim that a choice is gone that a long list does not show", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", ACTIONS, LONG);
  const metadata = { action: "post", id: "Z1", name: "#zebras" };
  api.on("GET", `/rules/${RULE_ID}`, buildRule({ type: "slack", metadata }));
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  await expect.element(page.getByRole("combobox", channel)).toHaveValue("#zebras");
  await expect.element(page.getByText(/no longer exists/)).not.toBeInTheDocument();
});
