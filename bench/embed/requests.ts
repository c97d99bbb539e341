import { gzipSync } from "node:zlib";
import type { Page, Request, Response } from "@playwright/test";
import { until } from "#lib/testing/server/until.ts";

export type Requests = {
  /** Gzipped bytes of every script that came so far, each once; `own` are those before the first look at another page. */
  scriptBytes(): Promise<{ own: number; all: number }>;
  /** Resolves when nothing has been asked for during a second. */
  settled(): Promise<void>;
};

const QUIET_MS = 1_000;
/** How Next asks for what a link leads to. */
const PAGE_PAYLOAD = /[?&]_rsc=/;

/** Follows what frames load from this origin. What a browser skips, such as `noModule` scripts, is not among it. */
export function followRequests(page: Page, origin: string): Requests {
  const scripts = new Map<string, Promise<number>>();
  const ownScripts = new Set<string>();
  let isLookingAhead = false;
  const underway = new Set<Request>();
  let changedAt = performance.now();

  // A stream never ends, so it says nothing about what a page still loads.
  const isOurs = (request: Request) => request.url().startsWith(`${origin}/`) && !request.url().endsWith("/stream");
  const change = (request: Request, isUnderway: boolean) => {
    if (!isOurs(request)) return;
    changedAt = performance.now();
    if (isUnderway) underway.add(request);
    else underway.delete(request);
  };
  page.on("request", (request) => {
    change(request, true);
    isLookingAhead ||= isOurs(request) && PAGE_PAYLOAD.test(request.url());
    if (!isLookingAhead) ownScripts.add(request.url());
  });
  page.on("requestfinished", (request) => change(request, false));
  page.on("requestfailed", (request) => change(request, false));
  page.on("response", (response) => {
    const request = response.request();
    if (!isOurs(request) || request.resourceType() !== "script" || scripts.has(response.url())) return;
    scripts.set(response.url(), gzippedBytes(response));
  });

  return {
    scriptBytes: async () => {
      const sizes = await Promise.all(
        [...scripts].map(async ([url, bytes]) => ({ isOwn: ownScripts.has(url), bytes: await bytes })),
      );
      return { own: sumBytes(sizes.filter(({ isOwn }) => isOwn)), all: sumBytes(sizes) };
    },
    settled: () =>
      until("the network to be quiet", () => underway.size === 0 && performance.now() - changedAt > QUIET_MS).then(
        () => undefined,
      ),
  };
}

function sumBytes(sizes: readonly { bytes: number }[]): number {
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function gzippedBytes(response: Response): Promise<number> {
  return gzipSync(await response.body()).length;
}
