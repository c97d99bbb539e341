import tailwind from "@tailwindcss/postcss";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium } from "./e2e/support/find-chromium.ts";
import { compiledTexts } from "./tools/texts/vite-plugin.ts";

const FOLDERS = "{lib,components,e2e/host,bench,packages,tools}";

export default defineConfig({
  test: {
    reporters: ["default", "./lib/testing/api/answers-reporter.ts"],
    projects: [
      {
        plugins: [compiledTexts()],
        test: {
          name: "node",
          include: [`${FOLDERS}/**/*.test.ts`],
          globalSetup: ["lib/testing/server/global-setup.ts"],
          setupFiles: ["lib/testing/server/setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Two files at a time: the tests start real servers and databases on small machines.
          maxWorkers: 2,
        },
      },
      {
        // What runs in the page is tested in a browser; next to the library that asks for it, in `*.test.tsx`.
        plugins: [compiledTexts()],
        css: { postcss: { plugins: [tailwind()] } },
        define: { "process.env": {} },
        optimizeDeps: {
          include: [
            "next/link",
            "next/navigation",
            "next/dist/shared/lib/app-router-context.shared-runtime",
            "next/dist/shared/lib/hooks-client-context.shared-runtime",
            "nuqs",
            "nuqs/adapters/next/app",
            "nuqs/adapters/testing",
          ],
        },
        test: {
          name: "browser",
          include: [`${FOLDERS}/**/*.test.tsx`],
          setupFiles: ["lib/testing/page/setup.ts"],
          // The second that is usual is too short for a busy machine, and for a third try at the server.
          expect: { poll: { timeout: 10_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findChromium()?.path } }),
            instances: [{ browser: "chromium", viewport: { width: 900, height: 800 } }],
          },
        },
      },
    ],
  },
});
