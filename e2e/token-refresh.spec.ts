import { expect, test } from "./fixtures.ts";
import { gateApi, makeTokenStale, mark, recordRequests, testForm } from "./support/embed-steps.ts";
import type { Host } from "./support/open-host.ts";

/** What somebody would lose if the frame started again. */
async function leaveWorkBehind({ page, workspace, frame }: Host) {
  await workspace.getByRole("button", { name: "Delivered", exact: true }).click();
  await workspace.getByRole("button", { name: "Send test event" }).first().click();
  await workspace.getByLabel("Payload").fill('{ "half": "typed');
  await expect(workspace.getByRole("row", { name: /booking\.created/ })).toHaveCount(50);
  await page.evaluate(() => window.scrollTo(0, 900));
  return { isSameDocument: await mark(await frame()), scrollY: await page.evaluate(() => window.scrollY) };
}

async function expectWorkIsThere(
  { page, workspace, frame }: Host,
  before: Awaited<ReturnType<typeof leaveWorkBehind>>,
) {
  expect(await before.isSameDocument()).toBe(true);
  expect((await frame()).url()).toContain("status=completed");
  await expect(workspace.getByRole("button", { name: "Delivered", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(workspace.getByLabel("Payload")).toHaveValue('{ "half": "typed');
  expect(await page.evaluate(() => window.scrollY)).toBe(before.scrollY);
}

test("a token is renewed before it expires, and nothing on the page is lost", async ({ backend, openHost, page }) => {
  await page.clock.install();
  await backend.demo();
  await backend.emitMany(60);
  const refreshes = recordRequests(page, /\/refresh$/);
  const host = await openHost({ page: "events", ttl: 300 });
  const before = await leaveWorkBehind(host);
  expect(refreshes).toHaveLength(0);

  await page.clock.fastForward(230_000);
  expect(await host.count("meshes:token-refresh")).toBe(0);
  // Second by second and no further than the question: the host's backend answers in real time.
  await expect
    .poll(async () => {
      if ((await host.count("meshes:token-refresh")) === 0) await page.clock.runFor(1_000);
      return host.count("meshes:token-refresh");
    })
    .toBe(1);
  await expect.poll(() => host.count("meshes:auth", "out")).toBe(2);
  const asked = (await host.log()).filter(({ type }) => type === "meshes:token-refresh");
  expect(asked.map(({ message }) => message.reason)).toEqual(["scheduled"]);
  expect(refreshes).toHaveLength(1);
  await expectWorkIsThere(host, before);
});

test("many calls that are refused at once ask for one new token, are repeated, and nothing is lost", async ({
  backend,
  openHost,
  page,
  stack,
  watch,
}) => {
  watch.expected.push(/status of 401/);
  await backend.demo();
  await backend.emitMany(60);
  const host = await openHost({ page: "events" });
  const before = await leaveWorkBehind(host);
  const refreshes = recordRequests(page, /\/refresh$/);
  const statuses: number[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/api/v1/")) statuses.push(response.status());
  });

  const gate = await gateApi(page);
  await makeTokenStale(stack, backend, host);
  // A return to the window asks again for all that is no longer fresh: the list, and what the menu of filters offers.
  const comeBack = async () => {
    await (await host.frame()).evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
    return gate.waiting();
  };
  await expect.poll(comeBack, { timeout: 30_000 }).toBeGreaterThan(1);
  const refused = gate.waiting();
  await gate.open();

  // What asks in the moments before the new token has come is refused too.
  await expect.poll(() => statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(refused);
  await expect.poll(() => statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(refused);
  expect(refreshes).toHaveLength(1);
  const asked = (await host.log()).filter(({ type }) => type === "meshes:token-refresh");
  expect(asked.map(({ message }) => message.reason)).toEqual(["unauthorized"]);
  await expectWorkIsThere(host, before);
  await backend.emit({ event: "booking.created" });
  await expect(
    host.workspace.getByRole("button", { name: "1 new event" }).or(host.workspace.getByRole("row").nth(1)),
  ).toBeVisible();
});

test("a write that is refused is repeated with the new token and happens once", async ({
  backend,
  openHost,
  page,
  stack,
  watch,
}) => {
  watch.expected.push(/status of 401/);
  await backend.demo();
  const host = await openHost({ page: "events" });
  await host.workspace.getByRole("button", { name: "Send test event" }).first().click();
  await testForm(host.workspace).getByLabel("Event", { exact: true }).fill("booking.created");
  const gate = await gateApi(page);
  await makeTokenStale(stack, backend, host);
  await host.workspace.getByRole("button", { name: "Send event" }).click();
  await expect.poll(gate.waiting).toBeGreaterThan(0);
  await gate.open();
  await expect(host.workspace.getByText("booking.created was received.")).toBeVisible();
  await expect.poll(async () => (await backend.deliveries()).length).toBe(1);
});

test("a host that refreshes on its own only sends the new token", async ({ backend, openHost, page }) => {
  await backend.demo();
  const host = await openHost({ page: "events" });
  await expect(host.workspace.getByText("No events yet")).toBeVisible();
  const isSameDocument = await mark(await host.frame());
  await page.getByRole("button", { name: "Refresh session now" }).click();
  await expect.poll(() => host.count("meshes:auth", "out")).toBe(2);
  await backend.emit();
  await expect(host.workspace.getByRole("row", { name: /booking\.created/ })).toBeVisible();
  expect(await isSameDocument()).toBe(true);
  expect(await host.count("meshes:token-refresh")).toBe(0);
});
