import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/support/launch-options.ts";

export default defineConfig<{ isTranslated: boolean }>({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    launchOptions,
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    screenshot: "only-on-failure",
    // A trace of every test doubles the time of the run: `npm run e2e -- --trace on` records them.
    trace: "off",
    // `TRANSLATED=1 npm run e2e` runs the journeys in pages that the browser translates.
    isTranslated: process.env["TRANSLATED"] !== undefined,
  },
});
