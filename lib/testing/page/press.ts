import type { Locator } from "vitest/browser";

async function htmlElement(locator: Locator): Promise<HTMLElement> {
  const element = await locator.findElement();
  if (!(element instanceof HTMLElement)) throw new Error("Only HTML can be pressed");
  return element;
}

/** By script: the pointer and the focus stay where they are. */
export async function press(locator: Locator): Promise<void> {
  (await htmlElement(locator)).click();
}

/** Twice before the page can have changed in between, as a busy page gets them. */
export async function pressTwice(locator: Locator): Promise<void> {
  const element = await htmlElement(locator);
  element.click();
  element.click();
}

export async function focus(locator: Locator): Promise<void> {
  (await htmlElement(locator)).focus();
}

export async function leave(locator: Locator): Promise<void> {
  (await htmlElement(locator)).blur();
}
