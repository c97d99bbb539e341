import type { RenderResult } from "vitest-browser-react";
import { userEvent } from "vitest/browser";
import { TestEventPanel } from "#components/events/test-event-panel.tsx";
import type { EventCreated } from "#lib/contracts/events.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { press, pressTwice } from "#lib/testing/page/press.ts";
import { EVENT_ID, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, type OpenOptions, test as base } from "#lib/testing/page/test.tsx";

const CREATED: EventCreated = {
  event: {
    id: EVENT_ID,
    type: "event",
    event: "order.paid",
    workspace: WORKSPACE_ID,
    resource: "global",
    created_by: "session",
    created_at: "2026-11-30T09:00:00.000Z",
  },
};

const test = base.extend("panel", ({ api, workspace }) => {
  api.on("GET", `/workspaces/${WORKSPACE_ID}/event-types`, []);
  const closed: true[] = [];
  return {
    closed,
    open: (options?: OpenOptions) => workspace.open(<TestEventPanel onClose={() => closed.push(true)} />, options),
  };
});

const eventField = (page: RenderResult) => page.getByRole("combobox", { name: "Event", exact: true });
const payloadField = (page: RenderResult) => page.getByLabelText("Payload");
const sendButton = (page: RenderResult) => page.getByRole("button", { name: "Send event" });

test("sends what was typed, without spaces around names and without what is empty", async ({ api, panel }) => {
  api.on("POST", "/events", CREATED);
  const page = await panel.open();
  await eventField(page).fill(" order.paid ");
  await payloadField(page).fill(`{"plan":"pro","lines":[1,2]}`);
  await userEvent.keyboard("{Tab}{Enter}");
  await expect.element(page.getByRole("status")).toMatchTextContent("order.paid was received.");
  await expect
    .element(page.getByRole("link", { name: "View the event" }))
    .toHaveAttribute("href", `/workspace/events/${EVENT_ID}`);
  expect(api.calls("POST").map(({ path, body }) => ({ path, body }))).toEqual([
    {
      path: "/events",
      body: { event: "order.paid", workspace: WORKSPACE_ID, payload: { plan: "pro", lines: [1, 2] } },
    },
  ]);
});

test("sends a resource and its id when they are given", async ({ api, panel }) => {
  api.on("POST", "/events", CREATED);
  const page = await panel.open();
  await eventField(page).fill("order.paid");
  await page.getByLabelText("Resource (optional)", { exact: true }).fill("shop");
  await page.getByLabelText("Resource ID (optional)").fill("linden/1");
  await sendButton(page).click();
  await expect.poll(() => api.calls("POST")[0]?.body).toMatchObject({ resource: "shop", resource_id: "linden/1" });
});

test("sends for its own resource only when the session is bound to one", async ({ api, panel }) => {
  api.on("POST", "/events", CREATED);
  const page = await panel.open({ session: { session_type: "resource", resource: "shop", resource_id: "7" } });
  for (const [label, value] of [
    ["Resource", "shop"],
    ["Resource ID", "7"],
  ] as const) {
    const field = page.getByLabelText(label, { exact: true });
    await expect.element(field).toHaveValue(value);
    await expect.element(field).toHaveAttribute("readonly");
    await expect.element(field).toHaveAccessibleDescription("Set by your session");
  }
  await eventField(page).fill("order.paid");
  await sendButton(page).click();
  await expect.poll(() => api.calls("POST")[0]?.body).toMatchObject({ resource: "shop", resource_id: "7" });
});

for (const [what, payload, words] of [
  ["nothing", "", /Not valid JSON: ./],
  ["half an object", `{"plan":`, /Not valid JSON: ./],
  ["a list", "[]", /Must be a JSON object$/],
  ["null", "null", /Must be a JSON object$/],
  ["too much", `{"a":"${"é".repeat(140_000)}"}`, /At most 256 KiB$/],
] as const) {
  test(`does not send ${what} as a payload, and says so at the field`, async ({ api, panel }) => {
    const page = await panel.open();
    await eventField(page).fill("order.paid");
    await payloadField(page).fill(payload);
    await press(sendButton(page));
    await expect.element(payloadField(page)).toHaveAccessibleDescription(words);
    await expect.element(payloadField(page)).toHaveAttribute("aria-invalid", "true");
    await expect.element(payloadField(page)).toHaveFocus();
    expect(api.calls("POST")).toEqual([]);
  });
}

for (const [what, event, words] of [
  ["without a name", "  ", "Must not be empty"],
  ["with a name that is too long", "e".repeat(129), "At most 128 characters"],
  ["with a name that hides a character", "order​.paid", /^Contains an invisible character/],
] as const) {
  test(`does not send an event ${what}, and goes to the field`, async ({ api, panel }) => {
    const page = await panel.open();
    await eventField(page).fill(event);
    await userEvent.keyboard("{Enter}");
    await expect.element(eventField(page)).toHaveAccessibleDescription(words);
    await expect.element(eventField(page)).toHaveFocus();
    expect(api.calls("POST")).toEqual([]);
  });
}

test("complains when a field is left, not while it is typed", async ({ panel }) => {
  const page = await panel.open();
  await payloadField(page).fill("{");
  await expect.element(payloadField(page)).not.toHaveAttribute("aria-invalid");
  await eventField(page).click();
  await expect.element(payloadField(page)).toHaveAttribute("aria-invalid", "true");
  await payloadField(page).fill("{}");
  await expect.element(payloadField(page)).not.toHaveAttribute("aria-invalid");
});

test("puts the refusals of the server at their fields, and keeps what was typed", async ({ api, panel }) => {
  api.on("POST", "/events", () =>
    refusal(422, "UnprocessableEntity", "The event is not valid", [
      { param: "event", msg: "Not a known event" },
      { param: "payload.email", msg: "Must be an e-mail address" },
    ]),
  );
  const page = await panel.open();
  await eventField(page).fill("order.paid");
  await payloadField(page).fill(`{"email":"nobody"}`);
  await sendButton(page).click();
  await expect.element(eventField(page)).toHaveAccessibleDescription("Not a known event");
  await expect.element(payloadField(page)).toHaveAccessibleDescription(/Must be an e-mail address$/);
  await expect.element(page.getByRole("alert")).toMatchTextContent("The event was not sent. The event is not valid");
  await expect.element(eventField(page)).toHaveValue("order.paid");
  await expect.element(payloadField(page)).toHaveValue(`{"email":"nobody"}`);
});

test("can be sent again after a refusal, once what was refused is changed", async ({ api, panel }) => {
  api.on("POST", "/events", () =>
    refusal(422, "UnprocessableEntity", "Not valid", [{ param: "event", msg: "Not a known event" }]),
  );
  const page = await panel.open();
  await eventField(page).fill("order.pad");
  await sendButton(page).click();
  await expect.element(page.getByRole("alert")).toBeVisible();
  api.on("POST", "/events", CREATED);
  await eventField(page).fill("order.paid");
  await sendButton(page).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("order.paid was received.");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await expect.element(eventField(page)).not.toHaveAttribute("aria-invalid");
});

for (const [status, name, words] of [
  [403, "Forbidden", "Your role does not allow this."],
  [429, "TooManyRequests", "Too many requests in a short time."],
  [500, "InternalServerError", "Something went wrong on the server."],
] as const) {
  test(`says in plain words that it was not sent when the server answers ${status}, and tries once`, async ({
    api,
    panel,
  }) => {
    api.on("POST", "/events", () => refusal(status, name, "Words of the server"));
    const page = await panel.open();
    await eventField(page).fill("order.paid");
    await sendButton(page).click();
    await expect.element(page.getByRole("alert")).toMatchTextContent(`The event was not sent. ${words}`);
    await expect.element(sendButton(page)).toBeEnabled();
    expect(api.calls("POST")).toHaveLength(1);
  });
}

test("sends once, however fast it is pressed, and says that it is sending", async ({ api, panel }) => {
  const slow = heldReply<EventCreated>();
  api.on("POST", "/events", slow.reply);
  const page = await panel.open();
  await eventField(page).fill("order.paid");
  await pressTwice(sendButton(page));
  await expect.element(page.getByRole("button", { name: "Sending…" })).toBeDisabled();
  slow.answer(CREATED);
  await expect.element(page.getByRole("link", { name: "View the event" })).toBeVisible();
  expect(api.calls("POST")).toHaveLength(1);
});

test("closes without sending", async ({ api, panel }) => {
  const page = await panel.open();
  await page.getByRole("button", { name: "Close" }).click();
  expect(panel.closed).toHaveLength(1);
  expect(api.calls("POST")).toEqual([]);
});

test("says that the session has ended when it is sent after that, and keeps what was typed", async ({ api, panel }) => {
  api.on("POST", "/events", () => refusal(401, "Unauthorized", "Revoked"));
  const page = await panel.open({ isEnded: true });
  await eventField(page).fill("order.paid");
  await sendButton(page).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your session has ended.");
  await expect.element(eventField(page)).toHaveValue("order.paid");
});
