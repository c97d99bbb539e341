import { OAuthAttempt, OAuthAttemptCreated, OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";
import { ok } from "../api/answers.ts";
import type { ApiClient } from "../api/api-client.ts";
import { createBrowser, type Browser, type Page } from "./browser.ts";
import { MADE_UP } from "./consent-destination.ts";

export type Choice = { account?: string; decision?: "agree" | "refuse" };

/** Whether a person has come back from the provider, to our call-back or to the page after it. */
const isCallBack = (url: string) => new URL(url).pathname.startsWith("/oauth/callback/");
const isResult = (url: string) => new URL(url).pathname.startsWith("/oauth/done");

export async function beginAttempt(api: ApiClient, workspace: string, body: object = { type: MADE_UP }) {
  return ok(await api.send("POST", `/workspaces/${workspace}/oauth-attempts`, body), OAuthAttemptCreated, 201);
}

export async function readAttempt(api: ApiClient, id: string): Promise<OAuthAttempt> {
  return ok(await api.send("GET", `/oauth-attempts/${id}`), OAuthAttempt);
}

/** Opens the start page and decides at the provider. Answers the address of our call-back, which is not opened. */
export async function decide(browser: Browser, startUrl: string, choice: Choice = {}): Promise<string> {
  const consent = await pressContinue(browser, await browser.open(startUrl, { stopAt: isResult }));
  if (!consent.text.includes("Give access")) throw new Error(`No consent page at ${consent.url}: ${consent.text}`);
  const { account = "acct-1", decision = "agree" } = choice;
  const done = await browser.open(consent.url, { form: { account, decision }, stopAt: isCallBack });
  if (!isCallBack(done.url)) throw new Error(`The provider did not send back: ${done.url} ${done.text}`);
  return done.url;
}

/** Presses the button of the start page, and answers the page or the address of `stopAt` that this leads to. */
export function pressContinue(browser: Browser, page: Page, stopAt = isResult): Promise<Page> {
  const fields = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  if (fields.length === 0) throw new Error(`No start page at ${page.url}: ${page.text}`);
  const form = Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
  return browser.open(page.url, { form, stopAt });
}

/** Opens our call-back, up to the page that says what has happened. */
export function comeBack(browser: Browser, callBack: string): Promise<Page> {
  return browser.open(callBack, { stopAt: isResult });
}

/** The whole way of a person, in a browser of their own unless given. */
export async function connectInBrowser(
  startUrl: string,
  choice: Choice = {},
  browser = createBrowser(),
): Promise<Page> {
  return comeBack(browser, await decide(browser, startUrl, choice));
}

/** What the page after the call-back reads. */
export async function readOutcome(browser: Browser, base: string, id: string): Promise<OAuthOutcome> {
  return OAuthOutcome.strict().parse(JSON.parse((await browser.open(`${base}/oauth/outcome/${id}`)).text));
}
