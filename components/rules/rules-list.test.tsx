import { userEvent } from "vitest/browser";
import { RulesPage } from "#components/rules/rules-page.tsx";
import type { Rule } from "#lib/contracts/rules.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import { buildConnectionSummary, buildRule, CONNECTION_ID, RULE_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const RULES = `/workspaces/${WORKSPACE_ID}/rules`;
const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;
const OTHER_ID = "0199a3c2-7d5e-7b1a-9c4f-000000000033";
function offer(api: FakeApi, ...rules: Rule[]) {
  api.on("GET", RULES, pageOf(...rules));
  api.on("GET", CONNECTIONS, pageOf(buildConnectionSummary()));
}

const row = { name: /order\.paid/ };
const pausing = { name: "Pause this rule?" };

test("says that the rules load, and how to begin when there is none", async ({ api, workspace }) => {
  offer(api);
  const held = heldReply<object>();
  api.on("GET", RULES, held.reply);
  const page = await workspace.open(<RulesPage />);
  await expect.element(page.getByRole("status")).toMatchTextContent("Loading rules");
  held.answer(pageOf());
  await expect.element(page.getByText("No rules yet")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Create a rule" })).toBeVisible();
});

test("offers nothing that changes a rule to who may only look", async ({ api, workspace }) => {
  offer(api, buildRule());
  const session = { capabilities: ["read_rules", "read_connections"] as ("read_rules" | "read_connections")[] };
  const page = await workspace.open(<RulesPage />, { session });
  await expect.element(page.getByRole("row", row)).toMatchTextContent("Order hook");
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
  await expect.element(page.getByRole("link")).not.toBeInTheDocument();
});

test("tells who may only look whom to ask when there is no rule", async ({ api, workspace }) => {
  offer(api);
  const page = await workspace.open(<RulesPage />, { session: { capabilities: ["read_rules", "read_connections"] } });
  await expect.element(page.getByText(/An administrator of your workspace can create one\./)).toBeVisible();
});

test("offers no new rule once the session has ended", async ({ api, workspace }) => {
  offer(api, buildRule());
  const page = await workspace.open(<RulesPage />, { isEnded: true });
  await expect.element(page.getByRole("row", row)).toBeVisible();
  await expect.element(page.getByRole("link", { name: "New rule" })).not.toBeInTheDocument();
});

test("says in one sentence what a rule does", async ({ api, workspace }) => {
  const metadata = { action: "send_message", name: "#general", id: "C1", option: "Won" };
  offer(api, buildRule({ resource: "shop", resource_id: "s_1", metadata }));
  const page = await workspace.open(<RulesPage />);
  const words = "When order.paid happens on shop / s_1 →send it to Order hook · Send message · #general: Won";
  await expect.element(page.getByRole("rowheader")).toMatchTextContent(words);
});

test.for([
  ["Paused", { active: false, problem: "The channel is gone." }, true],
  ["Broken", { problem: "The channel is gone." }, true],
  ["Connection inactive", {}, false],
  ["Active", {}, true],
] as const)("calls a rule %s", async ([word, changes, isConnectionActive], { api, workspace }) => {
  offer(api, buildRule(changes));
  api.on("GET", CONNECTIONS, pageOf(buildConnectionSummary({ active: isConnectionActive })));
  const page = await workspace.open(<RulesPage />);
  await expect.element(page.getByRole("cell", { name: word, exact: true })).toBeVisible();
  const problem = page.getByText("The channel is gone.");
  await ("problem" in changes
    ? expect.element(problem).toBeVisible()
    : expect.element(problem).not.toBeInTheDocument());
});

test("names the kind of the connection where its name may not be read, and does not ask for it", async ({
  api,
  workspace,
}) => {
  api.on("GET", RULES, pageOf(buildRule({ type: "slack" })));
  const page = await workspace.open(<RulesPage />, { session: { capabilities: ["read_rules"] } });
  await expect.element(page.getByRole("row", row)).toMatchTextContent("Slack · Send webhook");
  expect(api.calls().map(({ path }) => path)).toEqual([RULES]);
});

test("shows no hidden rules, and says that there are none when all are", async ({ api, workspace }) => {
  offer(api, buildRule({ hidden: true }));
  const page = await workspace.open(<RulesPage />);
  await expect.element(page.getByText("No rules yet")).toBeVisible();
});

test("breaks long names instead of widening the page", async ({ api, workspace }) => {
  offer(api, buildRule({ event: "x".repeat(128), resource: "y".repeat(128), resource_id: "z".repeat(255) }));
  const page = await workspace.open(<RulesPage />);
  await expect.element(page.getByRole("row", { name: /xxx/ })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test("reads the rules again when the server was in trouble", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", RULES, () => refusal(500, "InternalServerError", "Oh no"));
  const page = await workspace.open(<RulesPage />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  api.on("GET", RULES, pageOf(buildRule()));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("row", row)).toBeVisible();
});

test("pauses a rule after a question that does not turn round while the list is read again", async ({
  api,
  workspace,
}) => {
  offer(api, buildRule());
  const page = await workspace.open(<RulesPage />);
  await page.getByRole("button", { name: "Pause the rule for order.paid" }).click();
  await expect.element(page.getByRole("button", { name: "Keep it running" })).toHaveFocus();
  expect(api.calls("PATCH")).toEqual([]);
  const held = heldReply<Rule>();
  const heldList = heldReply<object>();
  api.on("PATCH", `/rules/${RULE_ID}`, held.reply);
  api.on("GET", RULES, heldList.reply);
  await page.getByRole("button", { name: "Pause rule" }).click();
  await expect.element(page.getByRole("button", { name: "Pause rule" })).toBeDisabled();
  held.answer(buildRule({ active: false }));
  await expect.poll(() => api.calls("GET").filter(({ path }) => path === RULES)).toHaveLength(2);
  await expect.element(page.getByRole("alertdialog", pausing)).toBeVisible();
  heldList.answer(pageOf(buildRule({ active: false })));
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Resume the rule for order.paid" })).toHaveFocus();
  expect(api.calls("PATCH").map(({ path, body }) => [path, body])).toEqual([[`/rules/${RULE_ID}`, { active: false }]]);
});

test("says in the question that pausing is refused, and can be left with Escape", async ({ api, workspace }) => {
  offer(api, buildRule());
  api.on("PATCH", `/rules/${RULE_ID}`, refusal(403, "Forbidden", "Not you"));
  const page = await workspace.open(<RulesPage />);
  await page.getByRole("button", { name: "Pause the rule for order.paid" }).click();
  await page.getByRole("button", { name: "Pause rule" }).click();
  const question = page.getByRole("alertdialog", pausing);
  await expect.element(question.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  await page.getByRole("button", { name: "Keep it running" }).click();
  await expect.element(question).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Pause the rule for order.paid" }).click();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("resumes a paused rule and says that what came meanwhile is not delivered", async ({ api, workspace }) => {
  offer(api, buildRule({ active: false }));
  api.on("PATCH", `/rules/${RULE_ID}`, buildRule());
  const page = await workspace.open(<RulesPage />);
  await page.getByRole("button", { name: "Resume the rule for order.paid" }).click();
  const question = page.getByRole("alertdialog", { name: "Resume this rule?" });
  await expect.element(question).toHaveAccessibleDescription(/received while it was paused are not delivered by it/);
  await page.getByRole("button", { name: "Resume rule" }).click();
  await expect.poll(() => api.calls("PATCH").map(({ body }) => body)).toEqual([{ active: true }]);
});

test("deletes a rule after a question, and leads the focus to the title of the page", async ({ api, workspace }) => {
  offer(api, buildRule(), buildRule({ id: OTHER_ID, event: "order.sent" }));
  api.on("DELETE", `/rules/${RULE_ID}`, () => {
    offer(api, buildRule({ id: OTHER_ID, event: "order.sent" }));
    return { id: RULE_ID, connection: CONNECTION_ID, type: "webhook", event: "order.paid" };
  });
  const page = await workspace.open(<RulesPage />);
  await page.getByRole("button", { name: "Delete the rule for order.paid" }).click();
  await page.getByRole("button", { name: "Delete rule" }).click();
  await expect.element(page.getByRole("row", row)).not.toBeInTheDocument();
  await expect.element(page.getByRole("heading", { name: "Rules" })).toHaveFocus();
  await expect.element(page.getByRole("row", { name: /order\.sent/ })).toBeVisible();
  expect(api.calls("DELETE").map(({ path, body }) => [path, body])).toEqual([[`/rules/${RULE_ID}`, undefined]]);
});

test("deletes nothing when the question is taken back, and keeps a rule that could not be deleted", async ({
  api,
  workspace,
}) => {
  offer(api, buildRule());
  api.on("DELETE", `/rules/${RULE_ID}`, refusal(500, "InternalServerError", "Oh no"));
  const page = await workspace.open(<RulesPage />);
  const open = page.getByRole("button", { name: "Delete the rule for order.paid" });
  await open.click();
  await userEvent.keyboard("{Escape}");
  await expect.element(open).toHaveFocus();
  expect(api.calls("DELETE")).toEqual([]);
  await open.click();
  await page.getByRole("button", { name: "Delete rule" }).click();
  await expect.element(page.getByRole("alertdialog").getByRole("alert")).toMatchTextContent("Something went wrong");
  await expect.element(page.getByRole("button", { name: "Delete rule" })).toBeEnabled();
});

test("asks about one rule at a time", async ({ api, workspace }) => {
  offer(api, buildRule(), buildRule({ id: OTHER_ID, event: "order.sent" }));
  const page = await workspace.open(<RulesPage />);
  await page.getByRole("button", { name: "Delete the rule for order.paid" }).click();
  await page.getByRole("button", { name: "Pause the rule for order.sent" }).click();
  await expect.element(page.getByRole("alertdialog", pausing)).toHaveAccessibleDescription(/order\.sent/);
  expect(page.getByRole("alertdialog").elements()).toHaveLength(1);
});

test("says that the rules may be old when they cannot be read again", async ({ api, workspace }) => {
  offer(api, buildRule());
  const page = await workspace.open(<RulesPage />);
  await page.getByRole("button", { name: "Pause the rule for order.paid" }).click();
  api.on("PATCH", `/rules/${RULE_ID}`, buildRule({ active: false }));
  api.on("GET", RULES, () => refusal(403, "Forbidden", "Not any more"));
  await page.getByRole("button", { name: "Pause rule" }).click();
  await expect.element(page.getByText(/what you see may be out of date/)).toBeVisible();
  await expect.element(page.getByRole("row", row)).toBeVisible();
});
