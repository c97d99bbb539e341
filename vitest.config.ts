import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "lib/**/*.test.ts",
      "components/**/*.test.ts",
      "e2e/host/**/*.test.ts",
      "bench/**/*.test.ts",
      "packages/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    globalSetup: ["lib/testing/global-setup.ts"],
    setupFiles: ["lib/testing/setup.ts"],
    reporters: ["default", "./lib/testing/answers-reporter.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two files at a time: the tests start real servers and databases on small machines.
    maxWorkers: 2,
  },
});
