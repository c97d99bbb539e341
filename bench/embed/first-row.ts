import type { Frame, Page } from "@playwright/test";

declare global {
  interface Window {
    /** Milliseconds since the epoch. */
    meshesFirstRowAt?: number;
  }
}

const TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** Before the page opens: every frame of it notes when something that matches `selector` has been painted first. */
export async function watchFirstRow(page: Page, selector: string): Promise<void> {
  await page.addInitScript((wanted) => {
    const look = () => {
      if (!document.querySelector(wanted)?.checkVisibility()) return;
      observer.disconnect();
      // The frame after the change paints it; the task after that frame runs when it has.
      requestAnimationFrame(() =>
        setTimeout(() => (window.meshesFirstRowAt = performance.timeOrigin + performance.now())),
      );
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    // The script may come to a frame of another process when its small document is already there.
    look();
  }, selector);
}

/** When the frame painted it, in milliseconds since the epoch. */
export async function firstRowAt(frame: Frame): Promise<number> {
  const found = await frame.waitForFunction(() => window.meshesFirstRowAt, undefined, {
    timeout: TIMEOUT_MS,
    polling: POLL_MS,
  });
  const at = await found.jsonValue();
  if (at === undefined) throw new Error("The first row has no time");
  return at;
}

/** Clicks inside the host page and returns when, in milliseconds since the epoch. */
export async function clickAt(page: Page, name: string): Promise<number> {
  return page.getByRole("button", { name }).evaluate((button: HTMLElement) => {
    const at = performance.timeOrigin + performance.now();
    button.click();
    return at;
  });
}

/** The frame in the page; it may still have to load. */
export async function onlyFrame(page: Page): Promise<Frame> {
  const element = await page.locator("iframe").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("The page has no frame");
  return frame;
}
