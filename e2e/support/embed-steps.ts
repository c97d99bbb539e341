import type { BrowserContext, Frame, FrameLocator, Locator, Page, Request, Route } from "@playwright/test";
import { expect } from "../fixtures.ts";
import type { Backend } from "./backend.ts";
import type { Host } from "./open-host.ts";
import type { Stack } from "./stack.ts";

/** The session's token was replaced behind the frame's back, longer ago than the old one is still accepted. */
export async function makeTokenStale(stack: Stack, backend: Backend, host: Host): Promise<void> {
  const { session_id: id } = host.session();
  await backend.refresh(id);
  await stack.sql`update sessions set previous_token_until = now() - interval '1 second' where id = ${id}`;
}

/** Holds back the frame's calls until `open` lets them all go at once. */
export async function gateApi(page: Page): Promise<{ waiting: () => number; open: () => Promise<void> }> {
  const held: Route[] = [];
  let isOpen = false;
  await page.route("**/api/v1/**", async (route) => {
    if (isOpen) await route.continue();
    else held.push(route);
  });
  return {
    waiting: () => held.length,
    open: async () => {
      isOpen = true;
      await Promise.all(held.map((route) => route.continue()));
    },
  };
}

export function recordRequests(page: Page, pattern: RegExp): Request[] {
  const seen: Request[] = [];
  page.on("request", (request) => {
    if (pattern.test(request.url())) seen.push(request);
  });
  return seen;
}

/** Something that only this document has: it is gone after any reload. */
export async function mark(frame: Frame): Promise<() => Promise<boolean>> {
  await frame.evaluate(() => Object.assign(window, { isMarked: true }));
  return () => frame.evaluate(() => "isMarked" in window);
}

export type Posted = { type: string; keys: string[]; origin: string; text: string; frameNumber: number };

/** Records every message that documents of this origin post to their parent: where to, and in which animation frame. */
export async function recordPosts(context: BrowserContext, origin: string): Promise<void> {
  await context.addInitScript((recorded) => {
    if (location.origin !== recorded || window.parent === window) return;
    const posts: Posted[] = [];
    Object.assign(window, { posts });
    let frameNumber = 0;
    const count = () => {
      frameNumber += 1;
      requestAnimationFrame(count);
    };
    count();
    const real = window.parent;
    const stand = {
      postMessage: (message: { type: string }, target: string) => {
        posts.push({
          type: message.type,
          keys: Object.keys(message),
          origin: target,
          text: JSON.stringify(message),
          frameNumber,
        });
        real.postMessage(message, target);
      },
    };
    Object.defineProperty(window, "parent", { get: () => stand });
    const source = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "source");
    Object.defineProperty(MessageEvent.prototype, "source", {
      get(this: MessageEvent) {
        const from: unknown = source?.get?.call(this);
        return from === real ? stand : from;
      },
    });
  }, origin);
}

export function readPosts(frame: Frame): Promise<Posted[]> {
  return frame.evaluate(() => (window as unknown as { posts: Posted[] }).posts);
}

/** One rule's part of an event's journey: its state, its attempts and what can be done about it. */
export function deliveryRow(workspace: FrameLocator, name: string | RegExp): Locator {
  const journey = workspace.getByRole("region", { name: "Journey" });
  return journey.getByRole("listitem").filter({ has: workspace.getByRole("heading", { name }) });
}

/** To one of the workspace's pages, until it is there and the frame has its height: a click on what still moves is lost. */
export async function goTo({ workspace, settle }: Host, name: string): Promise<void> {
  await workspace.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name, exact: true }).click();
  await expect(workspace.getByRole("heading", { name, exact: true, level: 1 })).toBeVisible();
  await settle();
}

/** From a page with the catalog to the form of a webhook. */
export async function newWebhook(workspace: FrameLocator): Promise<void> {
  await workspace.getByRole("link", { name: "Webhook", exact: true }).click();
  await expect(workspace.getByRole("heading", { name: "Connect Webhook" })).toBeVisible();
}

export function testForm(workspace: FrameLocator): Locator {
  return workspace.getByRole("region", { name: "Send a test event" });
}

/** An alert of the page itself; Next keeps one of its own that reads out titles. */
export function findAlert(workspace: FrameLocator, text: string | RegExp): Locator {
  return workspace.getByRole("alert").filter({ hasText: text });
}

/** Tab by Tab until this control has the focus. */
export async function tabTo(page: Page, control: Locator, stepsMax = 60): Promise<void> {
  for (let step = 0; step < stepsMax; step += 1) {
    await page.keyboard.press("Tab");
    const isFocused =
      (await control.count()) === 1 && (await control.evaluate((node) => node === document.activeElement));
    if (isFocused) return;
  }
  await expect(control, `reached within ${stepsMax} tabs`).toBeFocused();
}
