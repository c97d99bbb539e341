import { chromium, type Browser, type Page } from "@playwright/test";
import { findChromium } from "../../e2e/support/find-chromium.ts";
import { launchOptions } from "../../e2e/support/launch-options.ts";
import type { BenchContext } from "../lib/benchmark.ts";

const VIEWPORT = { width: 1280, height: 900 };

export async function launchBrowser(bench: BenchContext): Promise<Browser> {
  const found = findChromium();
  if (found === undefined) throw new Error("No Chromium found: install one or set CHROMIUM_PATH");
  // Signals are ours, so that everything stops in order.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ ...launchOptions, ...signals, executablePath: found.path });
  bench.stopper.add("browser", () => browser.close());
  return browser;
}

/** Uses a new profile, so with an empty cache. */
export async function withPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}
