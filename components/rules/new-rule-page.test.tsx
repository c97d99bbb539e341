import { NewRulePage } from "#components/rules/new-rule-page.tsx";
import { pageOf } from "#lib/testing/page/fake-api.ts";
import { buildConnectionSummary, buildRule, WEBHOOK, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTIONS = `/workspaces/${WORKSPACE_ID}/connections`;

test("creates a rule for the event and the connection that were chosen", async ({ api, workspace }) => {
  api.on("GET", CONNECTIONS, pageOf(buildConnectionSummary()));
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
  api.on("GET", `/workspaces/${WORKSPACE_ID}/resources`, []);
  api.on("POST", "/rules", { rule: buildRule() });
  const page = await workspace.open(<NewRulePage />);
  await page.getByRole("combobox", { name: "When this event happens" }).fill("order.paid");
  await page.getByRole("button", { name: "Create rule" }).click();
  await expect.poll(() => api.calls("POST").length).toBe(1);
  expect(api.calls("POST")[0]?.body).toMatchObject({ event: "order.paid" });
});

test("says what the session is not allowed to do", async ({ workspace }) => {
  const page = await workspace.open(<NewRulePage />, { session: { capabilities: [] } });
  await expect.element(page.getByText("Your role does not allow you to create rules")).toBeVisible();
});
