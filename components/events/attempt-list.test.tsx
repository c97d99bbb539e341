import type { RenderResult } from "vitest-browser-react";
import { AttemptList } from "#components/events/attempt-list.tsx";
import { OutcomeCode, type Attempt, type ResponseDetails } from "#lib/contracts/attempts.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { englishOf } from "#lib/testing/english.ts";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import { buildAttempt, buildDelivery, EVENT_ID, RULE_ID } from "#lib/testing/page/records.ts";
import { expect, test as base } from "#lib/testing/page/test.tsx";

const ATTEMPTS = `/events/${EVENT_ID}/rules/${RULE_ID}/attempts`;
const common = englishOf(commonTexts);
const uuid = (n: number) => `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`;
const deliveryWith = (count: number) => buildDelivery({ status: "retrying", attempt_count: count });

function refused(changes: Partial<Attempt> = {}): Attempt {
  return buildAttempt({
    status: "failed",
    outcome_code: "rejected_server_error",
    message: "The endpoint answered 500",
    status_code: 500,
    ...changes,
  });
}

function buildDetails(changes: Partial<ResponseDetails> = {}): ResponseDetails {
  return {
    attempt_id: buildAttempt().id,
    request: {
      method: "POST",
      url: "https://hooks.example.com/orders?key=••••••••",
      headers: { "content-type": "application/json", authorization: "••••••••" },
      body: `{"order":7}`,
    },
    status_code: 500,
    headers: { server: "nginx" },
    body: "upstream is down",
    truncated: false,
    ...changes,
  };
}

const test = base.extend("list", ({ api, workspace }) => {
  /** A delivery with these attempts, newest first. */
  const open = (...attempts: Attempt[]): Promise<RenderResult> => {
    api.on("GET", ATTEMPTS, pageOf(...attempts));
    return workspace.open(<AttemptList ruleEvent={deliveryWith(attempts.length)} />);
  };
  /** One attempt that failed, with its details open. */
  const openDetails = async (details: ResponseDetails): Promise<RenderResult> => {
    api.on("GET", `${ATTEMPTS}/*/response-details`, details);
    const page = await open(refused());
    await page.getByRole("button", { name: "Details of attempt 1" }).click();
    return page;
  };
  return { open, openDetails };
});

for (const [status, words] of [
  ["pending", "No attempt has been made yet."],
  ["processing", "No attempt has been made yet."],
  ["retrying", "No attempt has been made yet."],
  ["canceled", "No attempt was made."],
  ["failed", "No attempt was made."],
] as const) {
  test(`says "${words}" of a delivery without attempts that is ${status}, and asks for none`, async ({
    api,
    workspace,
  }) => {
    const page = await workspace.open(<AttemptList ruleEvent={buildDelivery({ status, attempt_count: 0 })} />);
    await expect.element(page.getByText(words)).toBeVisible();
    expect(api.calls()).toEqual([]);
  });
}

test("holds a line for each attempt while they load", async ({ api, workspace }) => {
  const slow = heldReply();
  api.on("GET", ATTEMPTS, slow.reply);
  const page = await workspace.open(<AttemptList ruleEvent={deliveryWith(3)} />);
  await expect.poll(() => page.container.querySelector("[aria-busy=true]")?.childElementCount).toBe(3);
  slow.answer(pageOf(refused({ attempt_number: 3 })));
  await expect.element(page.getByRole("list", { name: "Attempts, newest first" })).toBeVisible();
});

test("lists attempts as they come, with what started each and how long it took", async ({ list }) => {
  const page = await list.open(
    buildAttempt({ id: uuid(3), attempt_number: 3, trigger: "bulk", duration_ms: 61_000 }),
    refused({ id: uuid(2), attempt_number: 2, trigger: "manual", provider_code: "channel_not_found" }),
    refused({ id: uuid(1), attempt_number: 1, duration_ms: 1_250 }),
  );
  const rows = page.getByRole("list", { name: "Attempts, newest first" }).getByRole("listitem");
  await expect.element(rows.nth(0)).toMatchTextContent(/^#3Delivered.*Retried in bulk.*HTTP 200.*1 min/);
  await expect.element(rows.nth(1)).toMatchTextContent(/^#2.*Retried by hand.*HTTP 500.*channel_not_found/);
  await expect.element(rows.nth(2)).toMatchTextContent(/^#1.*The endpoint answered 500.*Automatic.*1\.2 s/);
});

test("says that there was no answer instead of a status", async ({ list }) => {
  const { status_code: _status, ...unanswered } = refused({ outcome_code: "timeout", message: "No answer in 10 s" });
  const page = await list.open(unanswered);
  await expect.element(page.getByText("no answer", { exact: true })).toBeVisible();
  await expect.element(page.getByText("HTTP", { exact: false })).not.toBeInTheDocument();
});

test("has words for every outcome", async ({ list }) => {
  const codes = OutcomeCode.options;
  const attempts = codes.map((code, index) => refused({ id: uuid(index), outcome_code: code }));
  const page = await list.open(...attempts);
  for (const code of codes) {
    const words = common(`outcome.${code}`);
    await expect.element(page.getByText(words, { exact: true })).toBeVisible();
  }
});

test("tells which fields were left out of a delivery that succeeded", async ({ list }) => {
  const warnings = [{ dest: "phone", message: "Left out, because it is no phone number" }];
  const page = await list.open(buildAttempt({ warnings }));
  await expect.element(page.getByText("Field phone: Left out, because it is no phone number")).toBeVisible();
});

test("keeps within its width with messages and codes without a space", async ({ list }) => {
  const long = "x".repeat(600);
  const page = await list.open(refused({ message: long, provider_code: long }));
  await expect.element(page.getByText(long).first()).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test("says that the attempts could not be loaded, and loads them when asked", async ({ api, workspace }) => {
  api.on("GET", ATTEMPTS, () => refusal(409, "Conflict", "Busy"));
  const page = await workspace.open(<AttemptList ruleEvent={deliveryWith(1)} />);
  await expect.element(page.getByRole("alert")).toMatchTextContent("The attempts could not be loaded");
  api.on("GET", ATTEMPTS, pageOf(refused()));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByText("The endpoint answered 500")).toBeVisible();
});

test("reads again until the attempt that is counted is listed too", async ({ api, workspace }) => {
  api.on("GET", ATTEMPTS, pageOf(refused({ id: uuid(1) })));
  const page = await workspace.open(<AttemptList ruleEvent={deliveryWith(2)} />);
  await expect.element(page.getByText("#1")).toBeVisible();
  api.on("GET", ATTEMPTS, pageOf(buildAttempt({ id: uuid(2), attempt_number: 2 }), refused({ id: uuid(1) })));
  await expect.element(page.getByText("#2"), { timeout: 8_000 }).toBeVisible();
  await expect.element(page.getByText("#1")).toBeVisible();
});

test("asks for the details of an attempt when they are opened, and only once", async ({ api, list }) => {
  api.on("GET", `${ATTEMPTS}/*/response-details`, buildDetails());
  const page = await list.open(refused());
  const button = page.getByRole("button", { name: "Details of attempt 1" });
  await expect.element(button).toHaveAttribute("aria-expanded", "false");
  expect(api.calls()).toHaveLength(1);
  await button.click();
  await expect.element(button).toHaveAttribute("aria-expanded", "true");
  await expect.element(page.getByText("POST https://hooks.example.com/orders?key=••••••••")).toBeVisible();
  await expect.element(page.getByText("upstream is down")).toBeVisible();
  await expect.element(page.getByRole("group", { name: "Request body" })).toMatchTextContent("order: 7");
  await button.click();
  await expect.element(page.getByText("upstream is down")).not.toBeInTheDocument();
  await button.click();
  await expect.element(page.getByText("upstream is down")).toBeVisible();
  expect(api.calls().map(({ path }) => path)).toEqual([ATTEMPTS, `${ATTEMPTS}/${buildAttempt().id}/response-details`]);
});

test("unfolds the headers, with masked credentials", async ({ list }) => {
  const page = await list.openDetails(buildDetails());
  await page.getByText("Request headers (2 headers)").click();
  await expect.element(page.getByText("authorization:")).toBeVisible();
  await expect.element(page.getByText("Secrets and credentials are masked.")).toBeVisible();
});

test("says what is hidden from somebody who may not read payloads, and shows no body", async ({ list }) => {
  const withheld: ResponseDetails["withheld"] = ["request.url", "request.body", "headers", "body"];
  const request = { method: "POST", url: "https://hooks.example.com", headers: {}, body: "" };
  const page = await list.openDetails(buildDetails({ withheld, body_withheld: true, request, headers: {}, body: "" }));
  await expect
    .element(page.getByText("You do not have permission to view event payloads", { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText(/body: empty/)).not.toBeInTheDocument();
});

test("says that a body was cut, and that no response came", async ({ list }) => {
  const { status_code: _status, ...unanswered } = buildDetails({ truncated: true, headers: {}, body: "" });
  const body = "y".repeat(16 * 1024);
  const page = await list.openDetails({ ...unanswered, request: { ...unanswered.request, body } });
  await expect.element(page.getByText("No response was received")).toBeVisible();
  await expect.element(page.getByText("only its beginning was kept", { exact: false })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Copy the kept part of the request body" })).toBeVisible();
  await expect.element(page.getByText("Response body", { exact: false })).not.toBeInTheDocument();
});

test("says that nothing was kept, and that nothing was sent", async ({ api, list }) => {
  api.on("GET", `${ATTEMPTS}/*/response-details`, () => refusal(404, "NotFound", "Gone"));
  const page = await list.open(
    refused({ id: uuid(2), attempt_number: 2 }),
    refused({ id: uuid(1), outcome_code: "mapping_error", progress: "not_sent" }),
  );
  await page.getByRole("button", { name: "Details of attempt 2" }).click();
  await expect.element(page.getByText("The request and the response of this attempt were not kept.")).toBeVisible();
  await page.getByRole("button", { name: "Details of attempt 1" }).click();
  await expect.element(page.getByText("This attempt made no request, so there is nothing to show.")).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("opens a delivered attempt, too: how far it got and where the time went", async ({ api, list }) => {
  api.on("GET", `${ATTEMPTS}/*/response-details`, buildDetails({ status_code: 202, body: "thanks" }));
  const timings = { dns_ms: 4, connect_ms: 12, tls_ms: 30, first_byte_ms: 200, total_ms: 250 };
  const page = await list.open(buildAttempt({ progress: "answered", timings, duration_ms: 250 }));
  await page.getByRole("button", { name: "Details of attempt 1" }).click();
  await expect.element(page.getByText("Sent and answered.")).toBeVisible();
  const parts = [...page.container.querySelectorAll("dl[aria-label='Where the time went'] > div")];
  expect(parts.map(({ textContent }) => textContent)).toEqual([
    "DNS4 ms",
    "Connection12 ms",
    "TLS30 ms",
    "First byte200 ms",
    "Rest4 ms",
    "Total250 ms",
  ]);
  await expect.element(page.getByText("thanks")).toBeVisible();
  await expect.element(page.getByText("An open connection was used", { exact: false })).not.toBeInTheDocument();
  await expect.element(page.getByText("this is its last request", { exact: false })).not.toBeInTheDocument();
});

test("says that a connection was open, and that an attempt had other requests", async ({ api, list }) => {
  api.on("GET", `${ATTEMPTS}/*/response-details`, buildDetails());
  const timings = { first_byte_ms: 20, total_ms: 20 };
  const page = await list.open(buildAttempt({ progress: "answered", timings, duration_ms: 1_250 }));
  await page.getByRole("button", { name: "Details of attempt 1" }).click();
  await expect.element(page.getByText("An open connection was used", { exact: false })).toBeVisible();
  await expect.element(page.getByText("The attempt took 1.2 s in all; this is its last request.")).toBeVisible();
});

test("compares the requests of two attempts, from the earlier to the later", async ({ api, list }) => {
  const of = (email: string) => ({ ...buildDetails().request, body: JSON.stringify({ email, plan: "pro" }) });
  api.on("GET", `${ATTEMPTS}/${uuid(1)}/response-details`, buildDetails({ request: of("ann@example.com") }));
  api.on("GET", `${ATTEMPTS}/${uuid(2)}/response-details`, buildDetails({ request: of("bob@example.com") }));
  api.on("GET", `${ATTEMPTS}/${uuid(3)}/response-details`, buildDetails({ request: of("bob@example.com") }));
  const page = await list.open(...[3, 2, 1].map((number) => refused({ id: uuid(number), attempt_number: number })));
  await page.getByRole("button", { name: "Details of attempt 2" }).click();
  const choice = page.getByRole("combobox", { name: "Compare the request with" });
  await choice.selectOptions("Attempt 1");
  const changes = page.getByRole("group", { name: "What changed from attempt 1 to attempt 2" });
  await expect.element(changes.getByRole("deletion")).toMatchTextContent('"email": "ann@example.com"');
  await expect.element(changes.getByRole("insertion")).toMatchTextContent('"email": "bob@example.com"');
  await expect.element(changes.getByText("2 unchanged lines")).toBeVisible();
  await choice.selectOptions("Attempt 3");
  await expect.element(page.getByText("Both requests are the same.")).toBeVisible();
  await choice.selectOptions("No other attempt");
  await expect.element(page.getByText("Both requests are the same.")).not.toBeInTheDocument();
});

test("has nothing to compare the only attempt with", async ({ list }) => {
  const page = await list.openDetails(buildDetails());
  await expect.element(page.getByText("upstream is down")).toBeVisible();
  await expect.element(page.getByRole("combobox")).not.toBeInTheDocument();
});
