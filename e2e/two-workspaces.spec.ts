import { expect, test } from "./fixtures.ts";

test("two workspaces on one page have sessions, tokens and messages of their own", async ({
  backend,
  openHost,
  page,
}) => {
  await backend.demo();
  await backend.emitMany(30);
  let mints = 0;
  await page.route("**/backend/session", async (route) => {
    mints += 1;
    const body = route.request().postDataJSON() as Record<string, unknown>;
    const other = { ...body, role: "member", session_type: "dashboard", page: "dashboard" };
    await route.continue(mints === 2 ? { postData: JSON.stringify(other) } : {});
  });
  const host = await openHost({ frames: 2, page: "events" });
  const first = host.titled("Integrations");
  const second = host.titled("Integrations 2");
  await expect(first.getByRole("row", { name: /booking\.created/ }).first()).toBeVisible();
  await expect(second.getByRole("region", { name: "Last 24 hours" })).toContainText("30");
  await expect(second.getByRole("navigation", { name: "Workspace" })).toBeHidden();

  await page.getByRole("region", { name: "Workspace 2" }).getByRole("button", { name: "Refresh session now" }).click();
  await expect
    .poll(async () =>
      (await host.log())
        .filter(({ type }) => type === "meshes:auth")
        .map(({ frame }) => frame)
        .toSorted((a, b) => a - b),
    )
    .toEqual([1, 2, 2]);

  await first.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(first.getByRole("heading", { name: "Rules", exact: true })).toBeFocused();
  const navigations = (await host.log()).filter(({ type }) => type === "meshes:navigate");
  expect(navigations.filter(({ frame }) => frame === 2).map(({ message }) => message.page)).toEqual(["dashboard"]);
  expect(navigations.filter(({ frame }) => frame === 1).map(({ message }) => message.page)).toEqual([
    "events",
    "rules",
  ]);
  await expect(second.getByRole("heading", { name: "Dashboard", exact: true })).toBeVisible();

  const heights = await Promise.all(
    ["Integrations", "Integrations 2"].map((title) =>
      page.getByTitle(title, { exact: true }).evaluate((frame) => frame.clientHeight),
    ),
  );
  const reported = [1, 2].map(
    async (frame) =>
      (await host.log()).findLast((entry) => entry.type === "meshes:resize" && entry.frame === frame)?.message.height ??
      0,
  );
  expect(heights).toEqual((await Promise.all(reported)).map((height) => Math.max(480, height)));
});
