import { expect, test } from "./fixtures.ts";
import { readPosts, recordPosts, recordRequests } from "./support/embed-steps.ts";

test("a page of another origin cannot frame the workspace", async ({ backend, outsider, page, watch }) => {
  watch.origins.add(outsider.url);
  watch.expected.push(/frame-ancestors/);
  const { launch_url: url } = await backend.mint();
  outsider.show(`<iframe title="Stolen" src="${url}"></iframe>`);
  await page.goto(outsider.url);
  await expect.poll(() => watch.problems.some((problem) => problem.includes("frame-ancestors"))).toBe(true);
  await expect.poll(() => page.frames().at(1)?.url()).toMatch(/^chrome-error:/);
  await expect(
    page
      .getByTitle("Stolen")
      .contentFrame()
      .getByRole("heading", { name: /Dashboard/ }),
  ).toBeHidden();
});

test("a token from a sibling frame is ignored, although its origin is allowed", async ({
  backend,
  outsider,
  page,
  watch,
}) => {
  watch.origins.add(outsider.url);
  const { launch_url: url, access_token: token } = await backend.mint({ allowed_origins: [outsider.url] });
  outsider.show(`<iframe title="Workspace" src="${url}"></iframe><iframe title="Sibling" src="/sibling"></iframe>`);
  outsider.show("<p>Sibling</p>", "/sibling");
  const calls = recordRequests(page, /\/api\/v1\//);
  await page.goto(outsider.url);
  const workspace = page.getByTitle("Workspace").contentFrame();
  await expect(workspace.getByText("Waiting for the host page…")).toBeVisible();

  const sibling = page.frame({ url: /sibling/ });
  await sibling?.evaluate(
    (value) => window.parent.frames[0]?.postMessage({ type: "meshes:auth", token: value }, "*"),
    token,
  );
  await page.evaluate(() => window.frames[0]?.postMessage({ type: "meshes:auth" }, "*"));
  await page.evaluate(() => window.frames[0]?.postMessage({ type: "meshes:auth", token: 7 }, "*"));
  await page.evaluate(() => window.frames[0]?.postMessage("meshes:auth", "*"));
  await expect(workspace.getByText("has not sent an access token", { exact: false })).toBeVisible({ timeout: 12_000 });
  expect(calls).toEqual([]);

  await page.evaluate((value) => window.frames[0]?.postMessage({ type: "meshes:auth", token: value }, "*"), token);
  await expect(workspace.getByText("Set up delivery")).toBeVisible();
});

test("a token from the page that opened the workspace in a window is ignored", async ({
  backend,
  context,
  outsider,
  page,
  watch,
}) => {
  watch.origins.add(outsider.url);
  const { launch_url: url, access_token: token } = await backend.mint({ allowed_origins: [outsider.url] });
  await page.goto(outsider.url);
  const calls: string[] = [];
  context.on("request", (request) => void (request.url().includes("/api/v1/") && calls.push(request.url())));
  const opening = page.waitForEvent("popup");
  await page.evaluate((href) => Object.assign(window, { opened: window.open(href) }), url);
  const popup = await opening;
  await expect(popup.getByRole("heading", { name: "This workspace is part of another page" })).toBeVisible();
  await page.evaluate(
    (value) => (window as unknown as { opened: Window }).opened.postMessage({ type: "meshes:auth", token: value }, "*"),
    token,
  );
  await popup.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await expect(popup.getByRole("heading", { name: "This workspace is part of another page" })).toBeVisible();
  expect(calls).toEqual([]);
});

test("only the empty ready message goes to any origin, and no message or address holds a token", async ({
  backend,
  context,
  hostOrigin,
  openHost,
  page,
  stack,
}) => {
  await recordPosts(context, stack.url);
  const addresses: string[] = [];
  context.on("request", (request) => void addresses.push(request.url(), request.headers()["referer"] ?? ""));
  await backend.demo();
  await backend.emit();
  const host = await openHost({ page: "events" });
  await host.workspace.getByRole("link", { name: /booking\.created/ }).click();
  await expect(host.workspace.getByText("Delivered after 1 attempt.")).toBeVisible();
  const first = host.session().access_token;
  await page.getByRole("button", { name: "Refresh session now" }).click();
  await expect.poll(() => host.count("meshes:auth", "out")).toBe(2);
  await host.workspace.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(host.workspace.getByRole("heading", { name: "Rules", exact: true })).toBeFocused();

  const posts = await readPosts(await host.frame());
  const toAnybody = posts.filter(({ origin }) => origin !== hostOrigin);
  expect(toAnybody.length).toBeGreaterThan(0);
  for (const { origin, type, keys } of toAnybody)
    expect({ origin, type, keys: keys.toSorted() }).toEqual({ origin: "*", type: "meshes:ready", keys: ["type", "v"] });
  expect(new Set(posts.map(({ type }) => type))).toEqual(new Set(["meshes:ready", "meshes:navigate", "meshes:resize"]));
  const said = JSON.stringify(posts) + addresses.join("\n") + page.url() + (await host.frame()).url();
  expect(said).not.toContain(first);
  expect(said).not.toContain(first.split(".")[2]);
  expect(addresses.filter((address) => address.includes("launch="))).toHaveLength(1);
});
