import { Suspense } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-react";
import { OAuthResult } from "#components/oauth/oauth-result.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type { OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { ATTEMPT_ID } from "#lib/testing/page/records.ts";

const realFetch = window.fetch;
afterEach(() => {
  window.fetch = realFetch;
  vi.restoreAllMocks();
});

type Reply = () => Response | Promise<Response>;

/** This page asks without a token, beside the API; the newest answer wins. */
function answerOutcome(reply: Reply) {
  const asked: string[] = [];
  let current = reply;
  window.fetch = (input, init) => {
    const { pathname } = new URL(new Request(input).url);
    if (!pathname.startsWith("/oauth/")) return realFetch(input, init);
    asked.push(pathname);
    return Promise.resolve().then(() => current());
  };
  return { asked, change: (next: Reply) => void (current = next) };
}

function outcome(changes: Partial<OAuthOutcome> = {}): Reply {
  const body: OAuthOutcome = { status: "completed", provider: "Slack", is_reconnect: false, warnings: [], ...changes };
  return () => Response.json(body);
}

const result = <OAuthResult attemptId={ATTEMPT_ID} />;

test("says that it is checking until there is an answer, to a question about this attempt alone", async () => {
  const { reply, answer } = heldReply<Response>();
  const { asked } = answerOutcome(() => reply());
  const page = await render(result);
  await expect.element(page.getByRole("status")).toMatchTextContent("Checking the result…");
  answer(await outcome({ account: "Linden Street Cycles" })());
  await expect.element(page.getByRole("heading", { name: "Connected to Linden Street Cycles" })).toBeVisible();
  expect(asked).toEqual([`/oauth/outcome/${ATTEMPT_ID}`]);
});

const TWO = { account: "Harbour Yard", previous_account: "Linden Street Cycles" };
for (const [changes, heading, text] of [
  [{}, "Connected to Slack", "Slack is ready to use"],
  [{ is_reconnect: true, account: "Linden" }, "Linden is connected again", "Slack is ready to use"],
  [
    { status: "confirming", ...TWO },
    "This is a different account",
    "but the connection belongs to Linden Street Cycles",
  ],
  [{ status: "confirming" }, "This is a different account", "You chose another account"],
  [{ status: "failed", problem: { code: "x", message: "They said no." } }, "Slack was not connected", "They said no."],
  [{ status: "failed" }, "Slack was not connected", "Go back to the workspace and start again."],
  [{ status: "canceled" }, "This was canceled", "It was canceled in the workspace."],
  [{ status: "expired" }, "This took too long", "The link was valid for one hour."],
  [{ status: "waiting" }, "This is not finished yet", "it opens Slack again"],
] as const satisfies [Partial<OAuthOutcome>, string, string][]) {
  test(`says "${heading}" for ${JSON.stringify(changes)}`, async () => {
    answerOutcome(outcome(changes));
    const page = await render(result);
    await expect.element(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect.element(page.getByText(text, { exact: false })).toBeVisible();
  });
}

for (const [account, text] of [
  ["Harbour Yard", "Sie haben Harbour Yard gewählt, aber die Verbindung gehört zu einem anderen Konto."],
  [undefined, "Sie haben ein anderes Konto gewählt, aber die Verbindung gehört zu einem anderen Konto."],
] as const) {
  test(`says in German which account was chosen: ${account}`, async () => {
    answerOutcome(outcome({ status: "confirming", ...(account === undefined ? {} : { account }) }));
    const page = await render(
      <LanguageContext value={{ locale: toLocale("de", undefined), phrases: {} }}>
        <Suspense>{result}</Suspense>
      </LanguageContext>,
    );
    await expect.element(page.getByText(text, { exact: false })).toBeVisible();
  });
}

test("lists what was not granted", async () => {
  answerOutcome(outcome({ warnings: ["Private channels are missing.", "Names are missing."] }));
  const page = await render(result);
  await expect.element(page.getByText("Some permissions were not granted:")).toBeVisible();
  expect(
    page
      .getByRole("listitem")
      .elements()
      .map((item) => item.textContent),
  ).toEqual(["Private channels are missing.", "Names are missing."]);
});

test("goes on asking while another window may still be at the provider, and then says what came of it", async () => {
  const { asked, change } = answerOutcome(outcome({ status: "at_provider" }));
  const page = await render(result);
  await expect.element(page.getByRole("heading", { name: "This is not finished yet" })).toBeVisible();
  change(outcome());
  await expect.element(page.getByRole("heading", { name: "Connected to Slack" })).toBeVisible();
  expect(asked).toHaveLength(2);
});

test("has nothing to finish for another browser, and does not ask it again", async () => {
  const { asked } = answerOutcome(() => refusal(404, "NotFound", "Not found"));
  const page = await render(result);
  await expect.element(page.getByRole("heading", { name: "There is nothing to finish here" })).toBeVisible();
  await expect.element(page.getByText("Start again in the workspace.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
  expect(asked).toHaveLength(1);
});

for (const [what, failing, words] of [
  ["fails", () => refusal(500, "InternalServerError", "Oops"), "Something went wrong on the server."],
  ["cannot be reached", () => Promise.reject(new TypeError("Failed to fetch")), "The server could not be reached."],
  ["answers with something else", () => new Response("<p>Hello</p>"), "a response that this page does not understand"],
] as const satisfies [string, Reply, string][]) {
  test(`can be asked again when the server ${what}`, async () => {
    const { change } = answerOutcome(failing);
    const page = await render(result);
    await expect.element(page.getByRole("alert")).toMatchTextContent(words);
    change(outcome());
    await page.getByRole("button", { name: "Retry" }).click();
    await expect.element(page.getByRole("heading", { name: "Connected to Slack" })).toBeVisible();
  });
}

test("tells the window that opened it, once for each thing that happens", async () => {
  const postMessage = vi.fn<(message: unknown, origin: string) => void>();
  vi.stubGlobal("opener", { postMessage });
  const { change } = answerOutcome(outcome({ status: "at_provider" }));
  const page = await render(result);
  await expect.element(page.getByRole("heading", { name: "This is not finished yet" })).toBeVisible();
  change(outcome());
  await expect.element(page.getByRole("heading", { name: "Connected to Slack" })).toBeVisible();
  const news = (status: string) => [{ type: "meshes:oauth", attempt: ATTEMPT_ID, status }, window.location.origin];
  expect(postMessage.mock.calls).toEqual([news("at_provider"), news("completed")]);
  vi.unstubAllGlobals();
});

test("tells nobody anything about an attempt that is not theirs", async () => {
  const postMessage = vi.fn<(message: unknown, origin: string) => void>();
  vi.stubGlobal("opener", { postMessage });
  answerOutcome(() => refusal(404, "NotFound", "Not found"));
  const page = await render(result);
  await expect.element(page.getByRole("heading", { name: "There is nothing to finish here" })).toBeVisible();
  expect(postMessage).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test("says what to do when the browser does not close the window", async () => {
  const close = vi.spyOn(window, "close").mockImplementation(() => {});
  answerOutcome(outcome());
  const page = await render(result);
  await expect.element(page.getByText("If it stays open, close it yourself.")).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Close this window" }).click();
  expect(close).toHaveBeenCalledOnce();
  await expect.element(page.getByText("If it stays open, close it yourself.")).toBeVisible();
});

test("keeps a long account within the page", async () => {
  answerOutcome(outcome({ account: "linden-street-cycles-".repeat(12) }));
  const page = await render(result);
  await expect.element(page.getByRole("heading")).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth);
});
