import { expect, test as base } from "./fixtures.ts";
import { startStack } from "./support/stack.ts";

/** The product as it runs on a developer's machine. */
const test = base.extend({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const stack = await startStack({ MESHES_ENV: "demo" });
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test("a session that names no origins opens in a page of the own machine, whatever its port", async ({
  backend,
  openHost,
}) => {
  await backend.demo();
  const host = await openHost({ page: "connections", allowed_origins: "" });
  await expect(host.workspace.getByRole("row", { name: /Order desk/ })).toBeVisible();
  await expect.poll(() => host.count("meshes:resize")).toBeGreaterThan(0);
});
