import { expect, test } from "./fixtures.ts";
import { goTo } from "./support/embed-steps.ts";
import type { HostQuery } from "./support/open-host.ts";

const HOSTS: HostQuery[] = [
  { coep: "require-corp" },
  { coep: "require-corp", coop: "same-origin" },
  { coep: "credentialless" },
  { coep: "credentialless", coop: "same-origin" },
  { coop: "same-origin" },
];

for (const frame of ["a frame", "a credentialless frame"]) {
  for (const query of HOSTS) {
    const policies = Object.entries(query).map(([name, policy]) => `${name.toUpperCase()} ${policy}`);
    test(`a host page with ${policies.join(" and ")} shows the workspace in ${frame}`, async ({
      backend,
      context,
      openHost,
      page,
    }) => {
      if (frame !== "a frame") await context.addInitScript(makeFramesCredentialless);
      await backend.demo();
      const host = await openHost({ page: "events", ...query });
      const { workspace } = host;
      await expect(workspace.getByText("No events yet")).toBeVisible();
      const isIsolated = query.coep !== undefined && query.coop !== undefined;
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isIsolated);
      expect(await (await host.frame()).evaluate(() => "credentialless" in window && window.credentialless)).toBe(
        frame !== "a frame",
      );
      const stream = page.waitForResponse((response) => response.url().endsWith("/stream"));
      await page.reload();
      expect((await stream).status()).toBe(200);
      await backend.emit();
      await expect(workspace.getByRole("row", { name: /booking\.created/ })).toContainText("Delivered");
      await goTo(host, "Connections");
      await workspace.getByRole("link", { name: "Webhook", exact: true }).click();
      await expect(workspace.getByRole("heading", { name: "Connect Webhook" })).toBeVisible();
    });
  }
}

/** As if the host page's frames had the attribute. */
function makeFramesCredentialless(): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) =>
    Object.assign(create(name, options), name === "iframe" ? { credentialless: true } : {});
}
