import { expect, test } from "./fixtures.ts";

test("a revoked session ends visibly, keeps its data readable and tells the host, which offers a way on", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 401/, /status of 409/);
  await page.clock.install();
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost({ page: "events" });
  const row = host.workspace.getByRole("row", { name: /booking\.created/ });
  await expect(row).toContainText("Delivered");

  await backend.revoke(host.session().session_id);
  await expect.poll(() => host.count("meshes:token-refresh")).toBeGreaterThan(0);
  await page.clock.runFor(31_000);
  await expect(host.workspace.getByText("Your access to this workspace was ended.")).toBeVisible();
  await expect(row).toContainText("Delivered");
  const last = (await host.log()).filter(({ type }) => type === "meshes:token-expired");
  expect(last.map(({ message }) => message.reason)).toEqual(["revoked"]);

  const notice = page.getByRole("alert").filter({ hasText: "Your session has ended." });
  await expect(notice).toBeVisible();
  await notice.getByRole("button", { name: "Reload workspace" }).click();
  await expect(notice).toBeHidden();
  await expect(row).toContainText("Delivered");
  await expect(host.workspace.getByText("was ended", { exact: false })).toBeHidden();
});

test("after the end of a session nothing can be written and no more calls are made", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 401/, /status of 409/);
  await page.clock.install();
  await backend.demo();
  await backend.reached(await backend.emit(), "completed");
  const host = await openHost({ page: "events" });
  await host.workspace.getByRole("link", { name: /booking\.created/ }).click();
  await expect(host.workspace.getByText("Delivered after 1 attempt.")).toBeVisible();
  await backend.revoke(host.session().session_id);
  await expect.poll(() => host.count("meshes:token-refresh")).toBeGreaterThan(0);
  await page.clock.runFor(31_000);
  await expect(host.workspace.getByText("Your access to this workspace was ended.")).toBeVisible();
  const calls: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/")) calls.push(request.url());
  });
  await page.clock.runFor(60_000);
  expect(calls).toEqual([]);
});

test("a host that cannot renew a token is asked again, and the session goes on when it can", async ({
  backend,
  openHost,
  page,
  watch,
}) => {
  watch.expected.push(/status of 503/);
  await page.clock.install();
  await backend.demo();
  await page.route(
    "**/refresh",
    (route) =>
      route.fulfill({
        status: 503,
        json: { message: "Service Unavailable", error: { name: "ServiceUnavailable", message: "Down" } },
      }),
    { times: 2 },
  );
  const host = await openHost({ page: "events", ttl: 300 });
  await expect(host.workspace.getByText("No events yet")).toBeVisible();
  // Asked while the backend has not answered yet, the host makes no second call: time goes on when it has.
  let refusals = 0;
  page.on("response", (response) => void (refusals += Number(response.status() === 503)));
  await page.clock.fastForward(235_000);
  await page.clock.runFor(6_000);
  await expect.poll(() => refusals).toBe(1);
  expect(await host.count("meshes:token-refresh")).toBe(1);
  await page.clock.runFor(5_500);
  await expect.poll(() => refusals).toBe(2);
  expect(await host.count("meshes:token-refresh")).toBe(2);
  await expect(host.workspace.getByText("Reconnecting…")).toBeVisible();
  await page.clock.runFor(5_500);
  await expect.poll(() => host.count("meshes:auth", "out")).toBe(2);
  await expect(host.workspace.getByText("Reconnecting…")).toBeHidden();
  await backend.emit();
  await page.clock.runFor(6_000);
  await expect(host.workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
});
