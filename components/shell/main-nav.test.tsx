import { userEvent } from "vitest/browser";
import { MainNav } from "#components/shell/main-nav.tsx";
import { CONTENT_ID, SkipLink } from "#components/shell/skip-link.tsx";
import { launchPagesFor, type SessionType } from "#lib/contracts/sessions.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const TABS: Record<SessionType, string[]> = {
  workspace: ["Dashboard", "Connections", "Rules", "Events"],
  resource: ["Dashboard", "Rules", "Events"],
  dashboard: [],
};

for (const type of Object.keys(TABS) as SessionType[]) {
  test(`leads a ${type} session to the pages that it may open, and to no other`, async ({ workspace }) => {
    const page = await workspace.open(
      <>
        <MainNav pages={launchPagesFor(type)} isLive />
        <p>The page</p>
      </>,
    );
    await expect.element(page.getByText("The page")).toBeVisible();
    const links = page.getByRole("link").elements();
    expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual(
      TABS[type].map((label) => [label, `/workspace/${label.toLowerCase()}`]),
    );
    expect(page.getByRole("navigation").elements()).toHaveLength(TABS[type].length === 0 ? 0 : 1);
  });
}

for (const [url, current] of [
  ["/workspace/events", "page"],
  ["/workspace/events?status=failed", "page"],
  ["/workspace/events/0199a3c2", "true"],
] as const) {
  test(`says on ${url} that Events is where the reader is`, async ({ workspace }) => {
    const page = await workspace.open(<MainNav pages={["dashboard", "events"]} isLive />, { url });
    await expect.element(page.getByRole("link", { name: "Events" })).toHaveAttribute("aria-current", current);
    await expect.element(page.getByRole("link", { name: "Dashboard" })).not.toHaveAttribute("aria-current");
  });
}

test("does not take one page for another whose name it begins with", async ({ workspace }) => {
  const page = await workspace.open(<MainNav pages={["rules", "events"]} isLive />, { url: "/workspace/events-old" });
  await expect.element(page.getByRole("link", { name: "Events" })).not.toHaveAttribute("aria-current");
});

test("shows where one can go, but leads nowhere, until the page is live", async ({ workspace }) => {
  const page = await workspace.open(<MainNav pages={["dashboard", "events"]} isLive={false} />);
  await expect.element(page.getByText("Events")).toBeVisible();
  await expect.element(page.getByRole("link")).not.toBeInTheDocument();
});

test("is reached by keyboard in the order in which it stands", async ({ workspace }) => {
  const page = await workspace.open(<MainNav pages={["dashboard", "rules", "events"]} isLive />);
  for (const name of ["Dashboard", "Rules", "Events"]) {
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByRole("link", { name })).toHaveFocus();
  }
});

test("skips to the content without adding a step to the history of the host", async ({ workspace }) => {
  const before = [window.history.length, window.location.hash];
  const page = await workspace.open(
    <>
      <SkipLink />
      <main id={CONTENT_ID} tabIndex={-1}>
        The content
      </main>
    </>,
  );
  await userEvent.keyboard("{Tab}");
  await expect.element(page.getByRole("link", { name: "Skip to the content" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("main")).toHaveFocus();
  expect([window.history.length, window.location.hash]).toEqual(before);
});
