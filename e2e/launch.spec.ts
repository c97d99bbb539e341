import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const REFUSED = "Invalid or expired embed launch token";

/** On the company's page, which may frame workspaces, and only a frame: nobody answers its `ready`. */
async function frameIn(page: Page, hostOrigin: string, url: string, title = "Launch"): Promise<FrameLocator> {
  if (!page.url().startsWith(hostOrigin)) await page.goto(`${hostOrigin}/?autostart=0`);
  await page.evaluate(
    ([src, name]) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { src, title: name });
      document.body.append(frame);
    },
    [url, title] as const,
  );
  return page.getByTitle(title, { exact: true }).contentFrame();
}

test("a launch link opens twice within ten seconds, as a page that mounts twice asks for", async ({
  backend,
  hostOrigin,
  page,
}) => {
  const { launch_url: url } = await backend.mint();
  const first = await frameIn(page, hostOrigin, url, "First");
  await expect(first.getByText("Waiting for the host page…")).toBeVisible();
  const second = await frameIn(page, hostOrigin, url, "Second");
  await expect(second.getByText("Waiting for the host page…")).toBeVisible();
});

test.describe("is refused with the documented text:", () => {
  test.beforeEach(({ watch }) => void watch.expected.push(/status of 401/));

  test("a link that was opened longer ago", async ({ backend, hostOrigin, page, stack }) => {
    const { launch_url: url, session_id: id } = await backend.mint();
    await expect((await frameIn(page, hostOrigin, url, "First")).getByText("Waiting for the host page…")).toBeVisible();
    await stack.sql`update sessions set launch_used_at = launch_used_at - interval '11 seconds' where id = ${id}`;
    const again = await frameIn(page, hostOrigin, url);
    await expect(again.getByRole("heading", { name: REFUSED })).toBeVisible();
    await expect(again.getByText("it works for one load only", { exact: false })).toBeVisible();
    await expect(again.getByText("What to do:")).toBeVisible();
  });

  test("an expired link, also within ten seconds of its use", async ({ backend, hostOrigin, page, stack }) => {
    const { launch_url: url, session_id: id } = await backend.mint();
    const expired = new URL(url);
    expired.searchParams.set("launch", await stack.launchToken(id, Date.now() - 1_000));
    const frame = await frameIn(page, hostOrigin, expired.href);
    await expect(frame.getByRole("heading", { name: REFUSED })).toBeVisible();
    await expect(frame.getByText("opened too late", { exact: false })).toBeVisible();
  });

  test("the link of a revoked session", async ({ backend, hostOrigin, page }) => {
    const { launch_url: url, session_id: id } = await backend.mint();
    await backend.revoke(id);
    const frame = await frameIn(page, hostOrigin, url);
    await expect(frame.getByRole("heading", { name: REFUSED })).toBeVisible();
    await expect(frame.getByText("has ended", { exact: false })).toBeVisible();
  });
});

test("a tampered or missing token is answered with 401 and the documented text, which anybody may frame", async ({
  backend,
  request,
  stack,
}) => {
  const { launch_url: url } = await backend.mint();
  const tampered = new URL(url);
  const token = tampered.searchParams.get("launch") ?? "";
  const swapped = token.slice(0, -4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
  tampered.searchParams.set("launch", swapped);
  const accessToken = new URL(url);
  accessToken.searchParams.set("launch", (await backend.mint()).access_token);
  for (const address of [
    tampered.href,
    accessToken.href,
    `${stack.url}/workspace/events`,
    `${stack.url}/workspace/events?launch=`,
  ]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(401);
    expect(await answer.text()).toContain(REFUSED);
    expect(answer.headers()["content-security-policy"]).toContain("frame-ancestors *");
    expect(answer.headers()["cache-control"]).toBe("no-store");
  }
});

test("the launch document holds neither token nor data of the workspace", async ({ backend, request, tenant }) => {
  const { launch_url: url, access_token: token } = await backend.mint();
  const answer = await request.get(url);
  expect(answer.status()).toBe(200);
  const html = await answer.text();
  for (const secret of [
    token,
    new URL(url).searchParams.get("launch") ?? "",
    tenant.workspaceId,
    "Linden Street Cycles",
  ]) {
    expect(html).not.toContain(secret);
  }
});

test("the launch token leaves the address before anything else sees it", async ({ openHost, page }) => {
  const host = await openHost({ page: "events" });
  await expect(host.workspace.getByRole("heading", { name: "Events", exact: true })).toBeVisible();
  const frame = await host.frame();
  expect(frame.url()).not.toContain("launch");
  expect(await frame.evaluate(() => document.referrer)).toBe("");
  expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain("launch");
});

test("a workspace that is opened by itself says where it belongs", async ({ backend, page }) => {
  const { launch_url: url } = await backend.mint();
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "This workspace is part of another page" })).toBeVisible();
});
