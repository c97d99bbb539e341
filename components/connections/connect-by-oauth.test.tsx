import { beforeEach, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { Connect } from "#components/connections/connect.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { heldReply, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  ATTEMPT_ID,
  buildOAuthAttempt,
  buildSlackConnection,
  CONNECTION_ID,
  SLACK,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const ATTEMPTS = `/workspaces/${WORKSPACE_ID}/oauth-attempts`;
const ATTEMPT = `/oauth-attempts/${ATTEMPT_ID}`;
const START_URL = `/oauth/start/${ATTEMPT_ID}?secret=s1`;
const HERE = "/workspace/connections/new/slack";
const BACK = `${HERE}?attempt=${ATTEMPT_ID}`;

const openWindow = vi.spyOn(window, "open");
const focusWindow = vi.fn<() => void>();

beforeEach(() => {
  focusWindow.mockReset();
  openWindow.mockReset().mockReturnValue({ closed: false, focus: focusWindow } as unknown as Window);
});

/** An attempt can be made, and is in this state whenever it is asked for. */
function answerAttempts(api: FakeApi, changes: Partial<OAuthAttempt> = {}) {
  api.on("POST", ATTEMPTS, { attempt: buildOAuthAttempt(), start_url: START_URL });
  api.on("GET", ATTEMPT, buildOAuthAttempt(changes));
}

const slack = <Connect integration={SLACK} />;

test("opens the address that was made before the click, in a window of its own, and waits", async ({
  api,
  workspace,
}) => {
  answerAttempts(api);
  const page = await workspace.open(slack, { url: HERE });
  await expect.element(page.getByText(/Posts a message to a channel/)).toBeVisible();
  await expect.poll(() => api.calls("POST").map(({ body }) => body)).toEqual([{ type: "slack" }]);
  expect(openWindow).not.toHaveBeenCalled();
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByRole("status")).toMatchTextContent("Waiting for you to finish at Slack");
  await expect.element(page.getByText(/If you closed the window, continue where you left off\./)).toBeVisible();
  expect(openWindow.mock.calls.map(([url, name]) => [url, name])).toEqual([
    [START_URL, `meshes-connect-${ATTEMPT_ID}`],
  ]);
  expect(focusWindow).toHaveBeenCalledOnce();
  expect(workspace.visits).toEqual([`?attempt=${ATTEMPT_ID}`]);
  expect(api.calls("POST")).toHaveLength(1);
});

test("prepares again with the name that was typed, and with no name that is wrong", async ({ api, workspace }) => {
  answerAttempts(api);
  const page = await workspace.open(slack, { url: HERE });
  const name = page.getByRole("textbox", { name: "Name (optional)" });
  await name.fill("Tea & chat");
  await userEvent.tab();
  await expect.element(page.getByRole("button", { name: "Connect Slack" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(name).toHaveFocus();
  await expect.element(name).toHaveAccessibleDescription(/Letters, digits, spaces, '_' and '-' only/);
  expect(openWindow).not.toHaveBeenCalled();
  await name.fill("  Team chat ");
  await expect.poll(() => api.calls("POST").at(-1)?.body).toEqual({ type: "slack", name: "Team chat" });
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
  expect(JSON.stringify(api.calls("POST"))).not.toContain("Tea &");
});

test("sends the choices that the provider must be told", async ({ api, workspace }) => {
  answerAttempts(api);
  const choices: Integration = {
    ...SLACK,
    authentication: {
      type: "oauth",
      fields: [
        {
          label: "Environment",
          key: "environment",
          type: "select",
          options: [
            { label: "Production", value: "production" },
            { label: "My domain", value: "domain" },
          ],
        },
        {
          label: "Domain",
          key: "domain",
          type: "text",
          required: true,
          dependsOn: { field: "environment", value: "domain" },
        },
      ],
    },
  };
  const page = await workspace.open(<Connect integration={choices} />, { url: HERE });
  await page.getByRole("combobox", { name: "Environment" }).selectOptions("domain");
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByRole("textbox", { name: "Domain" })).toHaveAccessibleDescription("Required");
  expect(openWindow).not.toHaveBeenCalled();
  await page.getByRole("textbox", { name: "Domain" }).fill(" linden ");
  const options = { environment: "domain", domain: "linden" };
  await expect.poll(() => api.calls("POST").at(-1)?.body).toEqual({ type: "slack", options });
  await page.getByRole("combobox", { name: "Environment" }).selectOptions("production");
  await expect
    .poll(() => api.calls("POST").at(-1)?.body)
    .toEqual({ type: "slack", options: { environment: "production" } });
});

test("starts as soon as a slow server has answered the click, once", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  answerAttempts(api);
  api.on("POST", ATTEMPTS, reply);
  const page = await workspace.open(slack, { url: HERE });
  const connect = page.getByRole("button", { name: "Connect Slack" });
  await connect.dblClick();
  await expect.element(connect).toBeDisabled();
  expect(openWindow).not.toHaveBeenCalled();
  answer({ attempt: buildOAuthAttempt(), start_url: START_URL });
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
  expect(openWindow).toHaveBeenCalledOnce();
  expect(api.calls("POST")).toHaveLength(1);
});

test("says why it cannot start, in the server's words where it has some", async ({ api, workspace }) => {
  const data = [{ param: "options.domain", msg: "This domain is not one of Slack's" }];
  api.on("POST", ATTEMPTS, () => refusal(422, "UnprocessableEntity", "Validation failed", data));
  const page = await workspace.open(slack, { url: HERE });
  await expect.element(page.getByRole("alert")).toMatchTextContent(/^This domain is not one of Slack's$/);
  api.on("POST", ATTEMPTS, () => refusal(403, "Forbidden", "Not allowed"));
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Your role does not allow this.");
  answerAttempts(api);
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
});

test("cannot be started when the session is over", async ({ api, workspace }) => {
  api.on("POST", ATTEMPTS, () => refusal(401, "Unauthorized", "Token expired"));
  const page = await workspace.open(slack, { url: HERE, isEnded: true });
  await expect.element(page.getByRole("button", { name: "Connect Slack" })).toBeDisabled();
});

test("gives the address as a link when the window was blocked, until somebody has opened it", async ({
  api,
  workspace,
}) => {
  answerAttempts(api);
  openWindow.mockReturnValue(null);
  const page = await workspace.open(slack, { url: HERE });
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByRole("status").first()).toMatchTextContent("Waiting for you to open Slack");
  await expect.element(page.getByRole("alert")).toMatchTextContent("your browser has blocked it");
  const link = page.getByRole("link", { name: "Open Slack" });
  await expect.element(link).toHaveAttribute("href", new URL(START_URL, window.location.href).href);
  await expect.element(link).toHaveAttribute("target", "_blank");
  await expect.element(page.getByRole("button", { name: "Continue" })).not.toBeInTheDocument();
  api.on("GET", ATTEMPT, buildOAuthAttempt({ status: "at_provider" }));
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
});

test("leads back into the same window as often as it is asked", async ({ api, workspace }) => {
  answerAttempts(api, { status: "at_provider" });
  const page = await workspace.open(slack, { url: HERE });
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  expect(new Set(openWindow.mock.calls.map(([url, name]) => `${String(url)} ${String(name)}`)).size).toBe(1);
  expect(openWindow).toHaveBeenCalledTimes(2);
});

test("cancels, says that nothing was changed, and can be started again", async ({ api, workspace }) => {
  answerAttempts(api);
  api.on("POST", `${ATTEMPT}/cancel`, () => {
    api.on("GET", ATTEMPT, buildOAuthAttempt({ status: "canceled" }));
    return buildOAuthAttempt({ status: "canceled" });
  });
  const page = await workspace.open(slack, { url: HERE });
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.element(page.getByText("Canceled. Nothing was changed.")).toBeVisible();
  const [cancel] = api.calls("POST").filter(({ path }) => path === `${ATTEMPT}/cancel`);
  expect(cancel?.body).toBeUndefined();
  await expect.element(page.getByRole("button", { name: "Connect Slack" })).toBeEnabled();
});

test("says why it could not be canceled, and goes on waiting", async ({ api, workspace }) => {
  answerAttempts(api);
  api.on("POST", `${ATTEMPT}/cancel`, () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(slack, { url: HERE });
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Cancel" })).toBeEnabled();
});

test("offers after a reload to start again, which it cannot continue, and gives up the attempt for that", async ({
  api,
  workspace,
}) => {
  answerAttempts(api);
  api.on("POST", `${ATTEMPT}/cancel`, buildOAuthAttempt({ status: "canceled" }));
  const page = await workspace.open(slack, { url: BACK });
  await expect.element(page.getByText(/start again: this page was reloaded in the meantime\./)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Continue" })).not.toBeInTheDocument();
  expect(api.calls("POST")).toEqual([]);
  await page.getByRole("button", { name: "Start again" }).click();
  await expect.element(page.getByRole("button", { name: "Connect Slack" })).toBeVisible();
  expect(api.calls("POST")[0]?.path).toBe(`${ATTEMPT}/cancel`);
  expect(workspace.visits.at(-1)).toBe("");
});

test("says what was connected, when the attempt is completed", async ({ api, workspace }) => {
  answerAttempts(api);
  api.on("GET", `/connections/${CONNECTION_ID}`, buildSlackConnection());
  const page = await workspace.open(slack, { url: HERE });
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
  api.on("GET", ATTEMPT, buildOAuthAttempt({ status: "completed", connection: CONNECTION_ID }));
  await expect.element(page.getByText(/is connected to Linden Street Cycles/)).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Create a rule" })).toBeVisible();
});

test("can load again what was connected, when only that failed", async ({ api, workspace }) => {
  answerAttempts(api, { status: "completed", connection: CONNECTION_ID });
  api.on("GET", `/connections/${CONNECTION_ID}`, () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(slack, { url: BACK });
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  api.on("GET", `/connections/${CONNECTION_ID}`, buildSlackConnection());
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByText(/is connected to Linden Street Cycles/)).toBeVisible();
});

test("repeats the provider's reason, and offers another try that makes another attempt", async ({ api, workspace }) => {
  const problem = { code: "access_denied", message: "The user refused the request." };
  answerAttempts(api, { status: "failed", problem });
  const page = await workspace.open(slack, { url: BACK });
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent("Slack was not connected. Nothing was changed.The user refused the request. (access_denied)");
  const again = "0199a3c2-7d5e-7b1a-9c4f-000000000077";
  api.on("POST", ATTEMPTS, { attempt: buildOAuthAttempt({ id: again }), start_url: "/oauth/start/again" });
  api.on("GET", `/oauth-attempts/${again}`, buildOAuthAttempt({ id: again }));
  await page.getByRole("textbox", { name: "Name (optional)" }).fill("Team chat");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
  expect(openWindow.mock.calls.map(([url]) => url)).toEqual(["/oauth/start/again"]);
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

test("says that it took too long, also when the server does not know the attempt any more", async ({
  api,
  workspace,
}) => {
  const words = "The sign-in at Slack was not completed in time. Nothing was changed. Start again.";
  answerAttempts(api, { status: "expired" });
  const page = await workspace.open(slack, { url: BACK });
  await expect.element(page.getByRole("status")).toMatchTextContent(words);
  await page.unmount();
  api.on("GET", ATTEMPT, () => refusal(404, "NotFound", "Not found"));
  const later = await workspace.open(slack, { url: BACK });
  await expect.element(later.getByRole("status")).toMatchTextContent(words);
  await expect.element(later.getByRole("button", { name: "Connect Slack" })).toBeVisible();
});

test("says so too when the attempt goes while it is waited for", async ({ api, workspace }) => {
  answerAttempts(api);
  const page = await workspace.open(slack, { url: BACK });
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
  await expect.poll(() => api.calls("GET").length).toBeGreaterThan(0);
  api.on("GET", ATTEMPT, () => refusal(404, "NotFound", "Not found"));
  await expect.element(page.getByText(/was not completed in time\./)).toBeVisible();
});

test("says that the state of the attempt could not be loaded, and asks again when told to", async ({
  api,
  workspace,
}) => {
  api.on("GET", ATTEMPT, () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(slack, { url: BACK });
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  answerAttempts(api);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByText("Waiting for you to finish at Slack")).toBeVisible();
});

test("asks once more when the window says that something has happened, and listens to nobody else", async ({
  api,
  workspace,
}) => {
  answerAttempts(api, { status: "canceled" });
  const page = await workspace.open(slack, { url: BACK });
  await expect.element(page.getByText("Canceled. Nothing was changed.")).toBeVisible();
  const reads = api.calls("GET").length;
  api.on("GET", ATTEMPT, buildOAuthAttempt({ status: "expired" }));
  const news = { type: "meshes:oauth", attempt: ATTEMPT_ID, status: "expired" };
  const tell = (origin: string, data: unknown) => window.dispatchEvent(new MessageEvent("message", { origin, data }));
  tell("https://evil.example.com", news);
  tell(window.location.origin, { type: "another" });
  tell(window.location.origin, "meshes:oauth");
  tell(window.location.origin, null);
  expect(api.calls("GET")).toHaveLength(reads);
  tell(window.location.origin, news);
  await expect.element(page.getByText(/was not completed in time\./)).toBeVisible();
  expect(api.calls("GET")).toHaveLength(reads + 1);
});
