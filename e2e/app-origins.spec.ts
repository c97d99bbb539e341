import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { launchOptions } from "./support/launch-options.ts";
import { startStack } from "./support/stack.ts";

/** A browser derives the id of an extension, its host, from its public key. */
const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = publicKey.export({ type: "spki", format: "der" });
const digits = createHash("sha256").update(key).digest("hex").slice(0, 32);
const id = Array.from(digits, (digit) => String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16))).join("");
const ORIGIN = `chrome-extension://${id}`;

const test = base.extend({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const stack = await startStack({ MESHES_EMBED_APP_ORIGINS: ORIGIN });
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** An extension with one page, which embeds the workspace that its address names. */
function writeExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), "meshes-extension-"));
  const manifest = { manifest_version: 3, name: "Host", version: "1", key: key.toString("base64") };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "host.html"), `<!doctype html><title>Host</title><script src="host.js" defer></script>`);
  writeFileSync(
    join(folder, "host.js"),
    `const { launch_url: url, access_token: token } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
     const frame = Object.assign(document.createElement("iframe"), { width: 1000, height: 800, title: "Integrations" });
     addEventListener("message", ({ data, origin, source }) => {
       if (source !== frame.contentWindow || data.type !== "meshes:ready") return;
       frame.contentWindow.postMessage({ type: "meshes:auth", token }, origin);
     });
     frame.src = url;
     document.body.append(frame);`,
  );
  return folder;
}

test("a page of an extension that the operator has named shows the workspace", async ({ backend }) => {
  await backend.demo();
  const session = await backend.mint({ allowed_origins: [ORIGIN], launch_page: "connections" });
  const extension = writeExtension();
  const args = [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  const context = await chromium.launchPersistentContext("", {
    ...launchOptions,
    ignoreDefaultArgs: ["--disable-extensions"],
    args,
  });
  try {
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/host.html#${encodeURIComponent(JSON.stringify(session))}`);
    const workspace = page.getByTitle("Integrations").contentFrame();
    await expect(workspace.getByRole("row", { name: /Order desk/ })).toBeVisible();
  } finally {
    await context.close();
  }
});
