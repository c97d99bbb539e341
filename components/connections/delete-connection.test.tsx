import { Suspense, useState } from "react";
import { userEvent } from "vitest/browser";
import { DeleteConnection } from "#components/connections/delete-connection.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { Capability } from "#lib/contracts/sessions.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  buildConnection,
  buildEvent,
  buildRule,
  buildSlackConnection,
  CONNECTION_ID,
  SLACK,
  WEBHOOK,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;
const RULES = `/workspaces/${WORKSPACE_ID}/rules`;
const EVENTS = `/workspaces/${WORKSPACE_ID}/events`;

/** The rules of the workspace, and no waiting delivery. */
function answerReads(api: FakeApi, rules: object = pageOf(), events: object = { ...pageOf(), next_cursor: null }) {
  api.on("GET", "/integrations", pageOf(WEBHOOK, SLACK));
  api.on("GET", RULES, rules);
  api.on("GET", EVENTS, events);
}

function Opener({ connection }: { connection: Connection }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {isOpen ? <DeleteConnection connection={connection} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const webhook = <Opener connection={buildConnection()} />;

test("cannot be confirmed before it is known which rules go with it", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  answerReads(api);
  api.on("GET", RULES, reply);
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Open" }).click();
  await expect.element(page.getByRole("button", { name: "Keep it" })).toHaveFocus();
  await expect.element(page.getByRole("button", { name: "Delete connection" })).toBeDisabled();
  answer(pageOf(buildRule()));
  await expect.element(page.getByRole("button", { name: "Delete connection and 1 rule" })).toBeEnabled();
});

test("deletes a connection without rules by itself, once, and closes", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  answerReads(api, pageOf(buildRule({ connection: "another" })));
  api.on("DELETE", CONNECTION, reply);
  const page = await workspace.open(webhook, { url: "/workspace/connections" });
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Delete connection" }).dblClick();
  await expect.element(page.getByRole("button", { name: "Delete connection" })).toBeDisabled();
  (page.getByRole("button", { name: "Keep it" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("alertdialog")).toBeVisible();
  answer({ id: CONNECTION_ID, type: "webhook" });
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Open" })).toHaveFocus();
  expect(api.calls("DELETE").map(({ body }) => body)).toEqual([{ force_delete: false }]);
  expect(workspace.visits).toEqual([]);
});

test("names five of its rules, counts the others, and forces the deletion of all", async ({ api, workspace }) => {
  const events = ["paid", "sent", "late", "lost", "found", "kept", "gone"];
  const rules = events.map((event) => buildRule({ id: event, event: `order.${event}` }));
  answerReads(api, pageOf(...rules, buildRule({ id: "else", event: "order.else", connection: "another" })));
  api.on("DELETE", CONNECTION, { id: CONNECTION_ID, type: "webhook" });
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Open" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete “Order hook”?" });
  await expect.element(question).toHaveAccessibleDescription(/7 rules are deleted with it/);
  const items = question.getByRole("listitem");
  await expect.element(items.first()).toMatchTextContent("When order.paid happens");
  expect(items.elements()).toHaveLength(6);
  await expect.element(items.last()).toMatchTextContent("and 2 more rules");
  await question.getByRole("button", { name: "Delete connection and 7 rules" }).click();
  await expect.element(question).not.toBeInTheDocument();
  expect(api.calls("DELETE").map(({ body }) => body)).toEqual([{ force_delete: true }]);
});

test("says how many events still wait for it", async ({ api, workspace }) => {
  answerReads(api, pageOf(), { ...pageOf(buildEvent({ status: "retrying" })), next_cursor: null });
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Open" }).click();
  await expect.element(page.getByText("1 event for it is still waiting or being retried.")).toBeVisible();
  const [asked] = api.calls("GET").filter(({ path }) => path === EVENTS);
  expect(Object.fromEntries(asked?.query ?? [])).toMatchObject({
    connection: CONNECTION_ID,
    delivery_status: "retrying",
  });
});

test("says that more events wait than were counted", async ({ api, workspace }) => {
  const waiting = [buildEvent({ id: "a" }), buildEvent({ id: "b" })];
  answerReads(api, pageOf(), { ...pageOf(...waiting), next_cursor: "c2" });
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Open" }).click();
  await expect.element(page.getByText("More than 2 events for it are still waiting or being retried.")).toBeVisible();
});

test("asks for no events on behalf of those who may not read them", async ({ api, workspace }) => {
  answerReads(api);
  const capabilities = Capability.options.filter((one) => one !== "read_events");
  const page = await workspace.open(webhook, { session: { capabilities } });
  await page.getByRole("button", { name: "Open" }).click();
  await expect.element(page.getByRole("button", { name: "Delete connection" })).toBeEnabled();
  expect(api.calls().map(({ path }) => path)).not.toContain(EVENTS);
});

test("says that the rules could not be loaded, and then forces nothing", async ({ api, workspace }) => {
  answerReads(api);
  api.on("GET", RULES, () => refusal(403, "Forbidden", "Not allowed"));
  api.on("DELETE", CONNECTION, () => refusal(409, "Conflict", "2 rules use this connection"));
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Open" }).click();
  const alerts = page.getByRole("alertdialog").getByRole("alert");
  await expect.element(alerts).toMatchTextContent("The rules that use it could not be loaded. Your role does not");
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect.element(alerts.nth(1)).toMatchTextContent("2 rules use this connection");
  await expect.element(page.getByRole("button", { name: "Delete connection" })).toBeEnabled();
  expect(api.calls("DELETE").map(({ body }) => body)).toEqual([{ force_delete: false }]);
});

test("stays open with the reason when the server fails, and can be tried again", async ({ api, workspace }) => {
  answerReads(api);
  api.on("DELETE", CONNECTION, () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(webhook);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  api.on("DELETE", CONNECTION, { id: CONNECTION_ID, type: "webhook" });
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
});

test("deletes nothing when it is taken back, and returns the focus", async ({ api, workspace }) => {
  answerReads(api, pageOf(buildRule()));
  const page = await workspace.open(webhook);
  const open = page.getByRole("button", { name: "Open" });
  for (const takeBack of [
    () => userEvent.keyboard("{Escape}"),
    () => page.getByRole("button", { name: "Keep it" }).click(),
  ]) {
    await open.click();
    await expect.element(page.getByRole("button", { name: "Keep it" })).toHaveFocus();
    await takeBack();
    await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
    await expect.element(open).toHaveFocus();
  }
  expect(api.calls("DELETE")).toEqual([]);
});

test("disconnects an account, and takes along to the list what became of its access", async ({ api, workspace }) => {
  answerReads(api, pageOf(buildRule(), buildRule({ id: "second" })));
  api.on("DELETE", CONNECTION, { id: CONNECTION_ID, type: "slack", disconnection: { status: "revoked" } });
  const url = `/workspace/connections/${CONNECTION_ID}`;
  const page = await workspace.open(<Opener connection={buildSlackConnection()} />, { url });
  await page.getByRole("button", { name: "Open" }).click();
  const question = page.getByRole("alertdialog", { name: "Disconnect “Team chat”?" });
  await expect.element(question).toHaveAccessibleDescription(/Access to the Slack account is revoked\./);
  await question.getByRole("button", { name: "Disconnect and delete 2 rules" }).click();
  await expect.poll(() => workspace.visits).toEqual(["/workspace/connections?disconnected=slack&access=revoked"]);
});

test("leads to the list from the page of a connection that was deleted", async ({ api, workspace }) => {
  answerReads(api);
  api.on("DELETE", CONNECTION, { id: CONNECTION_ID, type: "webhook" });
  const page = await workspace.open(webhook, { url: `/workspace/connections/${CONNECTION_ID}` });
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect.poll(() => workspace.visits).toEqual(["/workspace/connections"]);
});

test.for([
  ["de", "„Order hook“ löschen?", "Verbindung und 2 Regeln löschen"],
  ["fr", "Supprimer «\u202fOrder hook\u202f»\u202f?", "Supprimer la connexion et 2 règles"],
  ["ja", "「Order hook」を削除しますか？", "接続とルール2件を削除"],
  ["ar", "هل تريد حذف «\u2068Order hook\u2069»؟", "حذف الاتصال وقاعدتين"],
] as const)("asks and counts as is usual in %s", async ([tag, question, confirm], { api, workspace }) => {
  answerReads(api, pageOf(buildRule(), buildRule({ id: "second" })));
  const page = await workspace.open(
    <LanguageContext value={{ locale: toLocale(tag, undefined), phrases: {} }}>
      <Suspense>{webhook}</Suspense>
    </LanguageContext>,
  );
  await page.getByRole("button", { name: "Open" }).click();
  const dialog = page.getByRole("alertdialog", { name: question });
  await expect.element(dialog.getByRole("button", { name: confirm })).toBeEnabled();
});
