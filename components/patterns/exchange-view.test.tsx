import { vi } from "vitest";
import { curlCommand } from "#components/patterns/curl-command.ts";
import { ExchangeView } from "#components/patterns/exchange-view.tsx";
import type { ResponseDetails } from "#lib/contracts/attempts.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const details = (changes: Partial<ResponseDetails> = {}): ResponseDetails => ({
  attempt_id: "0199a3c2-7d5e-7b1a-9c4f-000000000006",
  request: {
    method: "POST",
    url: "https://hooks.example.com/orders?page=1",
    headers: { "content-type": "application/json", authorization: "••••••••" },
    body: '{"order":1}',
  },
  status_code: 422,
  headers: { "content-type": "text/plain" },
  body: "order is unknown",
  truncated: false,
  ...changes,
});

test("shows what was sent and what came back, headers folded", async ({ workspace }) => {
  const page = await workspace.open(<ExchangeView details={details()} />);
  await expect.element(page.getByText("POST https://hooks.example.com/orders?page=1")).toBeVisible();
  await expect.element(page.getByText("HTTP 422")).toBeVisible();
  await expect.element(page.getByText("order is unknown")).toBeVisible();
  await expect.element(page.getByRole("group", { name: "Request body" })).toMatchTextContent("order: 1");
  await expect.element(page.getByText("text/plain")).not.toBeVisible();
  await page.getByText("Response headers (1 header)").click();
  await expect.element(page.getByText("text/plain")).toBeVisible();
  await page.getByText("Request headers (2 headers)").click();
  await expect.element(page.getByText("••••••••")).toBeVisible();
  await expect.element(page.getByText("Secrets and credentials are masked.")).toBeVisible();
});

test("says that no response was received and claims no empty one", async ({ workspace }) => {
  const { status_code: _status, ...unanswered } = details({ headers: {}, body: "" });
  const page = await workspace.open(<ExchangeView details={unanswered} />);
  await expect.element(page.getByText("No response was received")).toBeVisible();
  await expect.element(page.getByText(/Response body/)).not.toBeInTheDocument();
  await expect.element(page.getByText(/Response headers/)).not.toBeInTheDocument();
});

test("says what is withheld from who may not read payloads, and shows no body", async ({ workspace }) => {
  const withheld = details({ withheld: ["request.url", "request.body", "headers", "body"], truncated: true });
  const page = await workspace.open(<ExchangeView details={withheld} />);
  await expect.element(page.getByText(/^You do not have permission to view event payloads/)).toBeVisible();
  await expect.element(page.getByText("order is unknown")).not.toBeInTheDocument();
  await expect.element(page.getByRole("group", { name: "Request body" })).not.toBeInTheDocument();
  await expect.element(page.getByText(/longer than 16 KiB/)).not.toBeInTheDocument();
});

test("says which body was cut, and that a copy is of the part that was kept", async ({ workspace }) => {
  const body = "x".repeat(16 * 1024);
  const page = await workspace.open(<ExchangeView details={details({ truncated: true, body })} />);
  await expect.element(page.getByText("A body was longer than 16 KiB, so only its beginning was kept.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Copy the kept part of the response body" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Copy request body" })).toBeVisible();
});

test("breaks a long address instead of widening the page", async ({ workspace }) => {
  const request = { ...details().request, url: `https://hooks.example.com/${"x".repeat(600)}` };
  const page = await workspace.open(<ExchangeView details={details({ request })} />);
  await expect.element(page.getByText("HTTP 422")).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(window.innerWidth);
});

test("copies the request as a command, with variables for secrets", async ({ workspace }) => {
  const url = "https://hooks.example.com/orders?token=••••••••";
  const request = { ...details().request, url };
  const page = await workspace.open(<ExchangeView details={details({ request })} />);
  await expect
    .element(page.getByText("In the cURL command, variables stand for them: $SECRET_TOKEN, $SECRET_AUTHORIZATION."))
    .toBeVisible();
  const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await page.getByRole("button", { name: "Copy as cURL" }).click();
  expect(copied).toHaveBeenCalledExactlyOnceWith(curlCommand(request).command);
});

test("leaves a body out of the command that was cut, and has no command for what is withheld", async ({
  workspace,
}) => {
  const request = { ...details().request, body: "x".repeat(16 * 1024) };
  const cut = await workspace.open(<ExchangeView details={details({ request, truncated: true })} />);
  await expect.element(cut.getByRole("button", { name: "Copy as cURL, without the body" })).toBeVisible();
  const withheld = details({ withheld: ["request.url", "request.body", "headers", "body"] });
  const page = await workspace.open(<ExchangeView details={withheld} />);
  await expect.element(page.getByText(/^You do not have permission/)).toBeVisible();
});
