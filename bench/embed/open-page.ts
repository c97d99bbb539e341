import type { Browser, Frame, Page } from "@playwright/test";
import { withPage } from "./browser.ts";
import { clickAt, firstRowAt, onlyFrame, watchFirstRow } from "./first-row.ts";
import type { LaunchPage, NestedPage } from "./pages.ts";
import { followRequests } from "./requests.ts";
import { slowDown } from "./slow-down.ts";
import type { Workspace } from "./workspace.ts";

export type Opened = {
  /** From the click in the host to the first row. */
  ms: number;
  /** Gzipped bytes of the page's own scripts, and of all when nothing is loaded any more: for pages behind links too. */
  ownBytes: number;
  settledBytes: number;
};

/** Opens the workspace on this page in a new profile, by a click in the host. */
export function openPage(
  browser: Browser,
  workspace: Workspace,
  target: LaunchPage,
  slowDownRate: number,
): Promise<Opened> {
  return withPage(browser, async (page) => (await launch(page, workspace, target, slowDownRate)).opened);
}

export type Navigated = { ms: number; addedBytes: number; totalBytes: number };

/** Goes on from a launched page that has settled to one behind a link in it. */
export function openNested(
  browser: Browser,
  workspace: Workspace,
  target: NestedPage,
  slowDownRate: number,
): Promise<Navigated> {
  return withPage(browser, async (page) => {
    const { frame, requests, opened } = await launch(page, workspace, target.from, slowDownRate);
    const ms = await follow(frame, target);
    await requests.settled();
    const { all: totalBytes } = await requests.scriptBytes();
    return { ms, totalBytes, addedBytes: totalBytes - opened.settledBytes };
  });
}

async function launch(page: Page, { hostUrl, serverUrl }: Workspace, target: LaunchPage, slowDownRate: number) {
  await watchFirstRow(page, target.row);
  const requests = followRequests(page, serverUrl);
  await page.goto(`${hostUrl}/?autostart=0&page=${target.name}`, { waitUntil: "networkidle" });
  const framesSlowed = await slowDown(page, slowDownRate);
  const clickedAt = await clickAt(page, "New session");
  const frame = await onlyFrame(page);
  const rowAt = await firstRowAt(frame);
  if (framesSlowed() !== 1) throw new Error("The workspace's frame was not slowed down");
  await requests.settled();
  const { own, all } = await requests.scriptBytes();
  const opened: Opened = { ms: rowAt - clickedAt, ownBytes: own, settledBytes: all };
  return { frame, requests, opened };
}

/** Milliseconds from a click on the link, inside the frame, to the first row of the page behind it. */
function follow(frame: Frame, { link, row }: NestedPage): Promise<number> {
  return frame.evaluate(
    ({ linkSelector, rowSelector }) =>
      new Promise<number>((resolve, reject) => {
        const anchor = document.querySelector<HTMLAnchorElement>(linkSelector);
        if (anchor === null) return reject(new Error(`No link ${linkSelector}`));
        const clickedAt = performance.now();
        const observer = new MutationObserver(() => {
          if (!document.querySelector(rowSelector)?.checkVisibility()) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clickedAt)));
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true });
        anchor.click();
      }),
    { linkSelector: link, rowSelector: row },
  );
}
