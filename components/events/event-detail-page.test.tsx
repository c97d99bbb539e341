import { Suspense } from "react";
import { userEvent } from "vitest/browser";
import { EventDetailPage } from "#components/events/event-detail-page.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type { EventDetail } from "#lib/contracts/events.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { type FakeApi, heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { focus, pressTwice } from "#lib/testing/page/press.ts";
import { buildDelivery, buildEventDetail, EVENT_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const EVENT = `/events/${EVENT_ID}`;
const AFTER_RETRIES = { timeout: 8_000 };
const uuid = (n: number) => `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`;

/** An event with deliveries in these states. */
function eventWith(...deliveries: Partial<RuleEvent>[]): EventDetail {
  const all = deliveries.map((delivery, index) =>
    buildDelivery({ id: uuid(100 + index), rule: uuid(200 + index), attempt_count: 0, ...delivery }),
  );
  const count = (status: string) => all.filter((delivery) => delivery.status === status).length;
  return buildEventDetail({
    status: all[0]?.status ?? "completed",
    total_rules: all.length,
    completed_count: count("completed"),
    failed_count: count("failed"),
    rule_events: all,
  });
}

function answerPayload(api: FakeApi) {
  api.on("GET", `${EVENT}/payload`, `{"payload":{"plan":"pro"}}`);
  api.on("GET", `${EVENT}/rules/*/attempts`, pageOf());
}

const open = { url: `/workspace/events/${EVENT_ID}` };

test("has its heading while it loads, and the same one afterwards, so that the focus on it stays", async ({
  api,
  workspace,
}) => {
  const slow = heldReply<EventDetail>();
  answerPayload(api);
  api.on("GET", EVENT, slow.reply);
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  const heading = page.getByRole("heading", { level: 1 });
  await expect.element(heading).toMatchTextContent("Event");
  await expect.element(page.getByText("Loading the event")).toBeInTheDocument();
  await focus(heading);
  slow.answer(eventWith({ status: "completed", attempt_count: 1 }));
  await expect.element(heading).toMatchTextContent("order.paid");
  await expect.element(heading).toHaveFocus();
  await expect.element(page.getByRole("link", { name: "Events" })).toHaveAttribute("href", "/workspace/events");
});

test("says in one sentence how many deliveries are where", async ({ api, workspace }) => {
  answerPayload(api);
  const statuses = ["completed", "processing", "pending", "retrying", "failed", "canceled"] as const;
  api.on("GET", EVENT, eventWith(...statuses.map((status) => ({ status }))));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  const summary = page.getByRole("region", { name: "Summary" });
  await expect
    .element(summary.getByRole("status").first())
    .toMatchTextContent("1 of 6 deliveries done, 1 running, 1 about to start, 1 being retried, 1 failed, 1 canceled.");
  await expect.element(page.getByText("Matched 6 rules")).toBeVisible();
});

for (const [tag, sentence, matched] of [
  ["de", "1 von 3 Zustellungen erledigt, 1 läuft und 1 fehlgeschlagen.", "3 Regeln trafen zu"],
  ["ja", "配信3件中1件が完了、1件が処理中、1件が失敗。", "3件のルールに一致"],
  ["ar", "اكتمل 1 من 3 عمليات تسليم و1 قيد التنفيذ و1 فشلت.", "انطبقت 3 قواعد"],
] as const) {
  test(`says it with the order and the plurals of ${tag}`, async ({ api, workspace }) => {
    answerPayload(api);
    api.on("GET", EVENT, eventWith({ status: "completed" }, { status: "processing" }, { status: "failed" }));
    const page = await workspace.open(
      <LanguageContext value={{ locale: toLocale(tag, undefined), phrases: {} }}>
        <Suspense>
          <EventDetailPage eventId={EVENT_ID} />
        </Suspense>
      </LanguageContext>,
      open,
    );
    await expect.element(page.getByText(sentence)).toBeVisible();
    await expect.element(page.getByText(matched)).toBeVisible();
  });
}

test("shows who sent the event, for which resource, and its whole id to copy", async ({ api, workspace }) => {
  answerPayload(api);
  const long = "x".repeat(255);
  api.on("GET", EVENT, buildEventDetail({ resource: "shop", resource_id: long, created_by: "key:backend" }));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  const summary = page.getByRole("region", { name: "Summary" });
  await expect.element(summary).toMatchTextContent(`shop / ${long}`);
  await expect.element(summary).toMatchTextContent("key:backend");
  await expect.element(summary.getByTitle(EVENT_ID)).toBeVisible();
  await expect.element(summary.getByRole("button", { name: "Copy event ID" })).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test("explains that no rule matched, and offers to make one for this event", async ({ api, workspace }) => {
  answerPayload(api);
  api.on("GET", EVENT, eventWith());
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await expect.element(page.getByText("No rule matched, so nothing was sent anywhere.")).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "Create a rule for it" }))
    .toHaveAttribute("href", "/workspace/rules/new?event=order.paid");
  await expect.element(page.getByRole("button", { name: "Cancel event" })).not.toBeInTheDocument();
});

test("offers no rule to somebody who may not make one", async ({ api, workspace }) => {
  api.on("GET", EVENT, eventWith());
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, {
    ...open,
    session: { capabilities: ["read_events"] },
  });
  await expect.element(page.getByText("there was no active rule for", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Create a rule for it" })).not.toBeInTheDocument();
});

test("says that an event is not there, without another try, and shows nothing else", async ({ api, workspace }) => {
  api.on("GET", EVENT, () => refusal(404, "NotFound", "Unknown event"));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await expect.element(page.getByRole("alert")).toMatchTextContent("This event could not be loaded");
  await expect.element(page.getByRole("alert")).toMatchTextContent("or it belongs to another workspace");
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
  await expect.element(page.getByText("Payload")).not.toBeInTheDocument();
});

test("can be read again after the server has failed", async ({ api, workspace }) => {
  answerPayload(api);
  api.on("GET", EVENT, () => refusal(500, "InternalServerError", "Broken"));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  const retry = page.getByRole("alert").getByRole("button", { name: "Retry" });
  await expect.element(retry, AFTER_RETRIES).toBeVisible();
  api.on("GET", EVENT, eventWith({ status: "completed" }));
  await retry.click();
  await expect.element(page.getByRole("heading", { level: 1 })).toMatchTextContent("order.paid");
});

test("asks for an id as it stands in the address, whatever is in it", async ({ api, workspace }) => {
  api.on("GET", "/events/a%2Fb%3Fc", () => refusal(404, "NotFound", "Unknown event"));
  const page = await workspace.open(<EventDetailPage eventId="a/b?c" />, open);
  await expect.element(page.getByRole("alert")).toBeVisible();
  expect(api.calls("GET").map(({ path }) => path)).toEqual(["/events/a%2Fb%3Fc"]);
});

test("says that what it shows may be old when it cannot be renewed", async ({ api, workspace }) => {
  answerPayload(api);
  let isDown = false;
  api.on("GET", EVENT, () => (isDown ? refusal(403, "Forbidden", "Not allowed") : eventWith({ status: "pending" })));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await expect.element(page.getByText("1 about to start", { exact: false })).toBeVisible();
  isDown = true;
  await expect
    .element(page.getByText("what you see may be out of date", { exact: false }), AFTER_RETRIES)
    .toBeVisible();
  await expect.element(page.getByText("1 about to start", { exact: false })).toBeVisible();
});

const question = { name: /Cancel .* of this event/ };

test("cancels all open deliveries of an event after a question, once, and says what came of it", async ({
  api,
  workspace,
}) => {
  answerPayload(api);
  const canceling = heldReply<EventDetail>();
  api.on("GET", EVENT, eventWith({ status: "retrying" }, { status: "pending" }, { status: "completed" }));
  api.on("POST", `${EVENT}/cancel`, canceling.reply);
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await page.getByRole("button", { name: "Cancel event" }).click();
  const dialog = page.getByRole("alertdialog", question);
  await expect.element(dialog).toMatchTextContent("Cancel 2 open deliveries of this event?");
  await expect.element(dialog.getByRole("button", { name: "Keep trying" })).toHaveFocus();
  expect(api.calls("POST")).toEqual([]);
  const confirm = dialog.getByRole("button", { name: "Cancel the deliveries" });
  await pressTwice(confirm);
  await expect.element(confirm).toBeDisabled();
  api.on("GET", EVENT, eventWith({ status: "canceled" }, { status: "canceled" }, { status: "completed" }));
  canceling.answer(eventWith({ status: "canceled" }, { status: "canceled" }, { status: "completed" }));
  await expect.element(page.getByText("1 of 3 deliveries done, 2 canceled.")).toBeVisible();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Cancel event" })).not.toBeInTheDocument();
  expect(api.calls("POST").map(({ path, body }) => ({ path, body }))).toEqual([
    { path: `${EVENT}/cancel`, body: undefined },
  ]);
});

test("sends nothing when the question is taken back with Escape, and gives the focus back", async ({
  api,
  workspace,
}) => {
  answerPayload(api);
  api.on("GET", EVENT, eventWith({ status: "retrying" }));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  const trigger = page.getByRole("button", { name: "Cancel event" });
  await trigger.click();
  await expect.element(page.getByRole("alertdialog", question)).toMatchTextContent("Cancel 1 open delivery");
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("alertdialog", question)).not.toBeInTheDocument();
  await expect.element(trigger).toHaveFocus();
  expect(api.calls("POST")).toEqual([]);
});

test("says that requests under way will finish while a delivery is still open after the cancel", async ({
  api,
  workspace,
}) => {
  answerPayload(api);
  const running = eventWith({ status: "processing" });
  api.on("GET", EVENT, running);
  api.on("POST", `${EVENT}/cancel`, running);
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await page.getByRole("button", { name: "Cancel event" }).click();
  await page.getByRole("button", { name: "Cancel the delivery" }).click();
  await expect.element(page.getByText("Requests that are in progress will finish.", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
});

test("says that everything had ended already, and shows how", async ({ api, workspace }) => {
  answerPayload(api);
  api.on("GET", EVENT, eventWith({ status: "retrying" }));
  api.on("POST", `${EVENT}/cancel`, () => {
    api.on("GET", EVENT, eventWith({ status: "completed" }));
    return refusal(409, "Conflict", "Ended");
  });
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await page.getByRole("button", { name: "Cancel event" }).click();
  await page.getByRole("button", { name: "Cancel the delivery" }).click();
  await expect.element(page.getByText("Not canceled: every delivery of this event has already ended.")).toBeVisible();
  await expect.element(page.getByText("1 of 1 delivery done.")).toBeVisible();
});

test("leaves the question open when the cancel failed, with the reason", async ({ api, workspace }) => {
  answerPayload(api);
  api.on("GET", EVENT, eventWith({ status: "retrying" }));
  api.on("POST", `${EVENT}/cancel`, () => refusal(403, "Forbidden", "Not allowed"));
  const page = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, open);
  await page.getByRole("button", { name: "Cancel event" }).click();
  await page.getByRole("button", { name: "Cancel the delivery" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  await page.getByRole("button", { name: "Keep trying" }).click();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("lets nobody cancel who may not, and nobody after the session has ended", async ({ api, workspace }) => {
  answerPayload(api);
  api.on("GET", EVENT, eventWith({ status: "retrying" }));
  const member = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, {
    ...open,
    session: { capabilities: ["read_events", "retry_deliveries"] },
  });
  await expect.element(member.getByText("1 being retried", { exact: false })).toBeVisible();
  await expect.element(member.getByRole("button", { name: /Cancel/ })).not.toBeInTheDocument();
  await member.unmount();
  const ended = await workspace.open(<EventDetailPage eventId={EVENT_ID} />, { ...open, isEnded: true });
  await ended.getByRole("button", { name: "Cancel event" }).click();
  await expect.element(ended.getByRole("button", { name: "Cancel the delivery" })).toBeDisabled();
});
