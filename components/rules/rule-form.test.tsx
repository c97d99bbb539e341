import { userEvent } from "vitest/browser";
import { EditRulePage } from "#components/rules/edit-rule-page.tsx";
import { NewRulePage } from "#components/rules/new-rule-page.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  buildConnectionSummary,
  buildRule,
  CONNECTION_ID,
  RULE_ID,
  WEBHOOK,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;
const OTHER_ID = "0199a3c2-7d5e-7b1a-9c4f-000000000022";
/** One action with an input of each kind that is typed, and one that needs nothing. */
const PAGER: Integration = {
  name: "Zoom",
  type: "zoom",
  authentication: { type: "none" },
  actions: {
    page: {
      key: "page",
      label: "Page somebody",
      noun: "page",
      display: { label: "Page somebody", description: "Wakes whoever is on duty" },
      data: [
        { kind: "field", key: "code", field: "key", label: "Code", type: "password", required: true },
        {
          kind: "field",
          key: "level",
          field: "value",
          label: "Level",
          type: "select",
          defaultValue: "low",
          options: [
            { label: "Low", value: "low" },
            { label: "High", value: "high" },
          ],
        },
        {
          kind: "field",
          key: "tag",
          field: "data",
          label: "Tag",
          type: "text",
          description: "One word",
          regex: "^\\w+$",
          regexMessage: "One word only",
        },
      ],
    },
    ring: { key: "ring", label: "Ring", noun: "call" },
  },
};

type Offer = { connections?: ConnectionSummary[]; integrations?: Integration[] };

function offer(
  api: FakeApi,
  { connections = [buildConnectionSummary()], integrations = [WEBHOOK, PAGER] }: Offer = {},
) {
  api.on("GET", CONNECTIONS, pageOf(...connections));
  api.on("GET", "/integrations", pageOf(...integrations));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
}

function offerPager(api: FakeApi) {
  offer(api, { connections: [buildConnectionSummary({ id: OTHER_ID, name: "Duty", type: "zoom" })] });
}

function offerRule(api: FakeApi, changes: Partial<Rule> = {}) {
  offer(api);
  api.on("GET", `/rules/${RULE_ID}`, buildRule({ version: 4, ...changes }));
}

const event = { name: "When this event happens" };
const create = { name: "Create rule" };

test("sends nothing without an event, says why, and leads to the field", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("button", create).click();
  await expect.element(page.getByRole("combobox", event)).toHaveAccessibleDescription(/Must not be empty$/);
  await expect.element(page.getByRole("combobox", event)).toHaveFocus();
  await page.getByRole("combobox", event).fill("user.signup");
  await expect.element(page.getByRole("combobox", event)).toBeValid();
  expect(api.calls("POST")).toEqual([]);
});

test("sends the names without the space around them, and goes to the rules", async ({ api, workspace }) => {
  offer(api);
  api.on("POST", "/rules", { rule: buildRule() });
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("  order.paid ");
  await page.getByRole("textbox", { name: /^On this resource/ }).fill(" shop ");
  await page.getByRole("textbox", { name: /^With this ID/ }).fill(" s_1 ");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => workspace.visits).toEqual(["/workspace/rules"]);
  expect(api.calls("POST").map(({ path, body }) => [path, body])).toEqual([
    [
      "/rules",
      {
        workspace: WORKSPACE_ID,
        connection: CONNECTION_ID,
        event: "order.paid",
        resource: "shop",
        resource_id: "s_1",
        metadata: { action: "send_webhook" },
      },
    ],
  ]);
});

test.for([
  ["", "s_1", /^On this resource/, /A resource ID needs the resource that it belongs to$/],
  ["x".repeat(129), "", /^On this resource/, /At most 128 characters$/],
  ["shop\u200B", "", /^On this resource/, /Contains an invisible character: U\+200B \(zero width space\)/],
  ["shop", "x".repeat(256), /^With this ID/, /At most 255 characters$/],
] as const)("refuses the resource %j with the ID %j", async ([resource, id, label, message], { api, workspace }) => {
  offer(api);
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByRole("textbox", { name: /^On this resource/ }).fill(resource);
  await page.getByRole("textbox", { name: /^With this ID/ }).fill(id);
  await page.getByRole("button", create).click();
  await expect.element(page.getByRole("textbox", { name: label })).toHaveAccessibleDescription(message);
  expect(api.calls("POST")).toEqual([]);
});

test("keeps what was typed when the rule exists already, and can be tried again", async ({ api, workspace }) => {
  offer(api);
  api.on("POST", "/rules", refusal(409, "Conflict", "A rule for this event exists already."));
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByRole("button", create).click();
  const alert = page.getByRole("alert");
  await expect.element(alert).toMatchTextContent("The rule was not created. A rule for this event exists already.");
  await expect.element(page.getByRole("combobox", event)).toHaveValue("order.paid");
  api.on("POST", "/rules", { rule: buildRule() });
  await page.getByRole("button", create).click();
  await expect.poll(() => workspace.visits).toEqual(["/workspace/rules"]);
});

test("puts the server's complaints at the fields that they are about", async ({ api, workspace }) => {
  offerPager(api);
  const complaints = [
    { param: "event", msg: "Is not a name" },
    { param: "metadata.key", msg: "Is not a code" },
    { param: "metadata.other", msg: "Is not known" },
  ];
  api.on("POST", "/rules", refusal(422, "UnprocessableEntity", "Some of it is wrong.", complaints));
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByLabelText("Code").fill("1234");
  await page.getByRole("button", create).click();
  await expect.element(page.getByRole("combobox", event)).toHaveAccessibleDescription(/Is not a name$/);
  await expect.element(page.getByLabelText("Code")).toHaveAccessibleDescription("Is not a code");
  await expect.element(page.getByLabelText("And do this")).toHaveAccessibleDescription(/Is not known$/);
  await expect.element(page.getByLabelText("Code")).toHaveValue("1234");
});

test("says that the role does not allow it when the server refuses", async ({ api, workspace }) => {
  offer(api);
  api.on("POST", "/rules", refusal(403, "Forbidden", "Not you"));
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByRole("button", create).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  await expect.element(page.getByRole("button", create)).toBeEnabled();
});

test("makes one rule of two clicks, and waits until it is made", async ({ api, workspace }) => {
  offer(api);
  const held = heldReply<{ rule: Rule }>();
  api.on("POST", "/rules", held.reply);
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("order.paid");
  const button = page.getByRole("button", create).element() as HTMLElement;
  button.click();
  button.click();
  await expect.element(page.getByRole("button", { name: "Saving…" })).toBeDisabled();
  held.answer({ rule: buildRule() });
  await expect.poll(() => workspace.visits).toEqual(["/workspace/rules"]);
  await expect.element(page.getByRole("button", { name: "Saving…" })).toBeDisabled();
  expect(api.calls("POST")).toHaveLength(1);
});

test("says that it loads, and tries again when the server was in trouble", async ({ api, workspace }) => {
  offer(api);
  const held = heldReply<object>();
  api.on("GET", CONNECTIONS, held.reply);
  const page = await workspace.open(<NewRulePage />);
  await expect.element(page.getByRole("status")).toMatchTextContent("Loading the form");
  held.answer(refusal(400, "BadRequest", "The list is broken."));
  await expect.element(page.getByRole("alert")).toMatchTextContent("The list is broken.");
  api.on("GET", CONNECTIONS, pageOf(buildConnectionSummary()));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("combobox", event)).toBeVisible();
});

test("says that there is no destination yet, with a link for who may connect one", async ({ api, workspace }) => {
  offer(api, { connections: [] });
  const page = await workspace.open(<NewRulePage />);
  await expect.element(page.getByText("No connections yet")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Connect a destination" })).toBeVisible();
});

test("leaves the link out for who may make rules but no connections", async ({ api, workspace }) => {
  offer(api, { connections: [] });
  const page = await workspace.open(<NewRulePage />, { session: { capabilities: ["write_rules"] } });
  await expect.element(page.getByText("An administrator of your workspace can connect a destination.")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Connect a destination" })).not.toBeInTheDocument();
});

test("begins with what the link said, and warns of a connection that is inactive", async ({ api, workspace }) => {
  const paused = buildConnectionSummary({ id: OTHER_ID, name: "Paused hook", active: false });
  offer(api, { connections: [buildConnectionSummary(), paused] });
  const url = `/workspace/rules/new?event=order.sent&connection=${OTHER_ID}`;
  const page = await workspace.open(<NewRulePage />, { url });
  await expect.element(page.getByRole("combobox", event)).toHaveValue("order.sent");
  await expect.element(page.getByLabelText("Send it to")).toHaveDisplayValue("Paused hook (Webhook)");
  await expect.element(page.getByText(/deliveries wait until it is active again, for up to 72 hours/)).toBeVisible();
  await page.getByLabelText("Send it to").selectOptions("Order hook (Webhook)");
  await expect.element(page.getByText(/deliveries wait until it is active again/)).not.toBeInTheDocument();
});

test("begins with a connection that works when the link names none", async ({ api, workspace }) => {
  const paused = buildConnectionSummary({ id: OTHER_ID, name: "A paused hook", active: false });
  offer(api, { connections: [paused, buildConnectionSummary()] });
  const page = await workspace.open(<NewRulePage />);
  await expect.element(page.getByLabelText("Send it to")).toHaveDisplayValue("Order hook (Webhook)");
});

test("binds the rule to the resource of the session", async ({ api, workspace }) => {
  offer(api);
  api.on("POST", "/rules", { rule: buildRule() });
  const session = { session_type: "resource", resource: "shop", resource_id: "s_1" } as const;
  const page = await workspace.open(<NewRulePage />, { session });
  const resource = page.getByRole("textbox", { name: /^On this resource/ });
  await expect.element(resource).toHaveAttribute("readonly");
  await expect.element(resource).toHaveAccessibleDescription("Set by your session");
  await expect.element(page.getByRole("textbox", { name: /^With this ID/ })).toHaveValue("s_1");
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByRole("button", create).click();
  await expect.poll(() => api.calls("POST")[0]?.body).toMatchObject({ resource: "shop", resource_id: "s_1" });
});

test("asks for what the action needs, and sends the default of what is not touched", async ({ api, workspace }) => {
  offerPager(api);
  api.on("POST", "/rules", { rule: buildRule() });
  const page = await workspace.open(<NewRulePage />);
  await expect.element(page.getByText("Wakes whoever is on duty")).toBeVisible();
  await page.getByLabelText(/^Tag/).fill("two words");
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByRole("button", create).click();
  await expect.element(page.getByLabelText("Code")).toHaveAccessibleDescription("Must not be empty");
  await expect.element(page.getByLabelText(/^Tag/)).toHaveAccessibleDescription("One word One word only");
  expect(api.calls("POST")).toEqual([]);
  await expect.element(page.getByLabelText("Code")).toHaveAttribute("type", "password");
  await page.getByLabelText("Code").fill("1234");
  await page.getByLabelText(/^Tag/).clear();
  await page.getByRole("button", create).click();
  const metadata = { action: "page", key: "1234", value: "low" };
  await expect.poll(() => api.calls("POST")[0]?.body).toMatchObject({ metadata });
  expect(Object.keys(Object(api.calls("POST")[0]?.body).metadata)).toEqual(["action", "key", "value"]);
});

test("sends nothing of an action that was left for another one", async ({ api, workspace }) => {
  offerPager(api);
  api.on("POST", "/rules", { rule: buildRule() });
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", event).fill("order.paid");
  await page.getByLabelText("Code").fill("secret");
  await page.getByLabelText("And do this").selectOptions("Ring");
  await expect.element(page.getByLabelText("Code")).not.toBeInTheDocument();
  await page.getByRole("button", create).click();
  await expect.poll(() => api.calls("POST")).toHaveLength(1);
  expect(Object(api.calls("POST")[0]?.body).metadata).toEqual({ action: "ring" });
  expect(JSON.stringify(api.calls())).not.toContain("secret");
});

test("forgets what was typed for an action when it is chosen again", async ({ api, workspace }) => {
  offerPager(api);
  const page = await workspace.open(<NewRulePage />);
  await page.getByLabelText("Code").fill("secret");
  await page.getByLabelText(/^Level/).selectOptions("High");
  await page.getByLabelText("And do this").selectOptions("Ring");
  await page.getByLabelText("And do this").selectOptions("Page somebody");
  await expect.element(page.getByLabelText("Code")).toHaveValue("");
  await expect.element(page.getByLabelText(/^Level/)).toHaveValue("low");
});

test("changes a rule from the version that was read, keeps what it does not know, and clears what is emptied", async ({
  api,
  workspace,
}) => {
  offerRule(api, { resource: "shop", resource_id: "s_1", metadata: { action: "send_webhook", extra: "kept" } });
  api.on("PATCH", `/rules/${RULE_ID}`, buildRule({ version: 5 }));
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  await expect.element(page.getByLabelText("Send it to")).toBeDisabled();
  await page.getByRole("textbox", { name: /^On this resource/ }).clear();
  await page.getByRole("textbox", { name: /^With this ID/ }).clear();
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect.poll(() => workspace.visits).toEqual(["/workspace/rules"]);
  expect(api.calls("PATCH").map(({ path, body }) => [path, body])).toEqual([
    [
      `/rules/${RULE_ID}`,
      {
        event: "order.paid",
        resource: null,
        resource_id: null,
        metadata: { action: "send_webhook", extra: "kept" },
        expected_version: 4,
      },
    ],
  ]);
});

test("keeps what was typed when somebody else has changed the rule meanwhile", async ({ api, workspace }) => {
  offerRule(api);
  const conflict = [{ param: "expected_version", msg: "Is 5 by now" }];
  api.on("PATCH", `/rules/${RULE_ID}`, refusal(409, "Conflict", "Somebody else has changed this rule.", conflict));
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  await page.getByRole("combobox", event).fill("order.refunded");
  await page.getByRole("button", { name: "Save rule" }).click();
  const alert = page.getByRole("alert");
  await expect.element(alert).toMatchTextContent("The rule was not saved. Somebody else has changed this rule.");
  await expect.element(page.getByRole("combobox", event)).toHaveValue("order.refunded");
  expect(workspace.visits).toEqual([]);
});

test("says above the form why a rule cannot deliver", async ({ api, workspace }) => {
  offerRule(api, { problem: "The channel no longer exists." });
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  const words = "Deliveries of this rule cannot succeed. The channel no longer exists.";
  await expect.element(page.getByText(words)).toBeVisible();
});

test("says that a rule is gone, without offering to try again", async ({ api, workspace }) => {
  api.on("GET", `/rules/${RULE_ID}`, refusal(404, "NotFound", "No such rule"));
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("It no longer exists");
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
});

test("reads a rule again when the server was in trouble", async ({ api, workspace }) => {
  offerRule(api);
  api.on("GET", `/rules/${RULE_ID}`, () => refusal(500, "InternalServerError", "Oh no"));
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  api.on("GET", `/rules/${RULE_ID}`, buildRule());
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("combobox", event)).toHaveValue("order.paid");
});

test("reads nothing for who may not change rules", async ({ api, workspace }) => {
  const page = await workspace.open(<EditRulePage ruleId={RULE_ID} />, { session: { capabilities: ["read_rules"] } });
  await expect.element(page.getByText("Your role does not allow you to edit rules")).toBeVisible();
  expect(api.calls()).toEqual([]);
});
