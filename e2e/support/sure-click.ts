import type { JSHandle, Locator, Page } from "@playwright/test";

/** How often a press that did not reach its frame is made again. */
const TRIES_MAX = 3;
const patched = new WeakSet<object>();

type Watched = { hasReached: boolean };

/**
 * Playwright presses where an element was a moment ago. When a frame grows, or the page around it scrolls, in just this
 * moment, the press lands outside of the frame; Playwright sees no event there, and takes that for success. Such a press
 * is made again. One that reaches the frame is never repeated, whatever it does or does not do there.
 */
export function makeClicksSure(page: Page): void {
  const locators: Pick<Locator, "click"> = Object.getPrototypeOf(page.locator("html"));
  if (patched.has(locators)) return;
  patched.add(locators);
  const click = locators.click;
  locators.click = async function clickForSure(this: Locator, options) {
    for (let tries = 1; ; tries++) {
      const watched = await this.evaluateHandle(watchPresses, undefined, { timeout: options?.timeout ?? 0 });
      await click.call(this, options);
      if (tries === TRIES_MAX || (await hasReached(watched))) return;
    }
  };
}

/** Runs in the page. A document that is in no frame is not moved by another one. */
function watchPresses(element: Element): Watched {
  const view = element.ownerDocument.defaultView;
  const watched = { hasReached: view === null || view.parent === view };
  view?.addEventListener("pointerdown", () => (watched.hasReached = true), { capture: true, once: true });
  return watched;
}

/** A document that is gone was left because of the press. */
async function hasReached(watched: JSHandle<Watched>): Promise<boolean> {
  try {
    return await watched.evaluate((found) => found.hasReached);
  } catch {
    return true;
  }
}
