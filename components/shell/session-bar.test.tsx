import { afterEach, beforeEach, vi } from "vitest";
import { render } from "vitest-browser-react";
import { SessionBar } from "#components/shell/session-bar.tsx";
import { lostParts } from "#lib/embed/watch-scripts.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const nothing = () => {};

for (const status of ["waiting", "ready", "not_embedded"] as const) {
  test(`says nothing while the session is ${status}`, async () => {
    const page = await render(<SessionBar status={status} onReload={nothing} />);
    expect(page.container.textContent).toBe("");
  });
}

for (const [status, words] of [
  ["expired", "Your session has ended."],
  ["revoked", "Your access to this workspace was ended."],
] as const) {
  test(`says of a session that is ${status} what still works and how to go on`, async () => {
    const page = await render(<SessionBar status={status} onReload={nothing} />);
    const bar = page.getByRole("status");
    await expect.element(bar).toMatchTextContent(words);
    await expect.element(bar).toMatchTextContent("You can still read what is loaded");
    await expect.element(bar).toMatchTextContent("reload the page that contains this workspace");
  });
}

test("says that it reconnects only when that takes a while, and stops when it is over", async () => {
  const page = await render(<SessionBar status="refreshing" onReload={nothing} />);
  vi.advanceTimersByTime(1_999);
  expect(page.container.textContent).toBe("");
  vi.advanceTimersByTime(1);
  await expect.element(page.getByRole("status")).toMatchTextContent("Reconnecting…");
  await page.rerender(<SessionBar status="ready" onReload={nothing} />);
  await expect.element(page.getByRole("status")).not.toMatchTextContent("Reconnecting…");
  await page.rerender(<SessionBar status="refreshing" onReload={nothing} />);
  expect(page.container.textContent).toBe("");
});

test("says that a part of the page is late, from its second failure until it is there", async () => {
  const page = await render(<SessionBar status="ready" onReload={nothing} />);
  await lostParts.fail("/_next/static/late.js");
  expect(page.container.textContent).toBe("");
  await lostParts.fail("/_next/static/late.js");
  await expect.element(page.getByRole("status")).toMatchTextContent("Part of this page has not loaded yet.");
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
  lostParts.arrive("/_next/static/late.js");
  await expect.element(page.getByRole("status")).not.toMatchTextContent("Part of this page");
});

test("goes on waiting while one of several parts is late", async () => {
  const page = await render(<SessionBar status="ready" onReload={nothing} />);
  for (const path of ["/_next/static/a.js", "/_next/static/b.js"]) {
    await lostParts.fail(path);
    await lostParts.fail(path);
  }
  lostParts.arrive("/_next/static/a.js");
  await expect.element(page.getByRole("status")).toMatchTextContent("Part of this page has not loaded yet.");
  lostParts.arrive("/_next/static/b.js");
  await expect.element(page.getByRole("status")).not.toMatchTextContent("Part of this page");
});

test("says beside a lost part that the session has ended", async () => {
  const page = await render(<SessionBar status="expired" onReload={nothing} />);
  await lostParts.fail("/_next/static/late.js");
  await lostParts.fail("/_next/static/late.js");
  await expect.element(page.getByRole("status")).toMatchTextContent("Your session has ended.");
  await expect.element(page.getByRole("status")).toMatchTextContent("Part of this page has not loaded yet.");
  lostParts.arrive("/_next/static/late.js");
});

// The last test of this file: a page that is outdated stays so.
test("offers to reload when the server has another build, and asks once for each press", async () => {
  const build = document.createElement("script");
  build.type = "text/plain";
  build.text = `{"b":"build-before"}`;
  document.head.append(build);
  const realFetch = window.fetch;
  const asked: string[] = [];
  window.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    asked.push(`${method} ${new URL(url).pathname}`);
    return new Response(null, { status: 404 });
  };
  let reloads = 0;
  const page = await render(<SessionBar status="ready" onReload={() => (reloads += 1)} />);
  await lostParts.fail("/_next/static/gone.js");
  await lostParts.fail("/_next/static/gone.js");
  window.fetch = realFetch;
  build.remove();
  await expect.element(page.getByRole("status")).toMatchTextContent("A newer version of this workspace is available.");
  await page.getByRole("button", { name: "Reload" }).click();
  expect(reloads).toBe(1);
  expect(asked).toEqual(["HEAD /_next/static/build-before/_buildManifest.js"]);
});
