import { useQuery } from "@tanstack/react-query";
import { afterEach, vi } from "vitest";
import { useFormats } from "#components/patterns/language.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { WorkspaceFrame } from "#components/shell/workspace-frame.tsx";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import type { CurrentSession } from "#lib/contracts/sessions.ts";
import { STANDARD_LOOK } from "#lib/embed/appearance/look.ts";
import { STANDARD_LOCALE } from "#lib/i18n/languages.ts";
import { toTextOptions } from "#lib/i18n/to-text-options.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { buildSession, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const HOST = "https://host.example";
const RESOURCES = `/workspaces/${WORKSPACE_ID}/resources`;
const AFTER_RETRIES = { timeout: 8_000 };

afterEach(() => void vi.useRealTimers());

/** The host page of this test is the runner, which the frame is in. */
function sendToken(token: string, origin = HOST) {
  const data = { type: "meshes:auth", token };
  window.dispatchEvent(new MessageEvent("message", { data, origin, source: window.parent }));
}

function Page() {
  const { session, isEnded } = useSession();
  const resources = useQuery(workspaceQueries.resources(session.workspace_id));
  return (
    <>
      <PageHeader title="Page" />
      <p>{`${session.workspace_name} is ${isEnded ? "ended" : "open"}`}</p>
      <button type="button" onClick={() => void resources.refetch()}>
        {`${resources.data?.length ?? "No"} resources`}
      </button>
    </>
  );
}

const frame = (
  <WorkspaceFrame allowedOrigins={[HOST]} launchPages={["dashboard", "rules", "events"]}>
    <Page />
  </WorkspaceFrame>
);

test("asks nothing of the server before the host has sent a token, and shows no page", async ({ api, workspace }) => {
  const page = await workspace.open(frame);
  await expect.element(page.getByRole("heading", { name: "Waiting for the host page…" })).toBeVisible();
  await expect.element(page.getByText("Events")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Events" })).not.toBeInTheDocument();
  expect(api.calls()).toEqual([]);
});

test("takes no token from a page that may not contain it", async ({ api, workspace }) => {
  const page = await workspace.open(frame);
  await expect.element(page.getByRole("heading", { name: "Waiting for the host page…" })).toBeVisible();
  sendToken("t1", "https://elsewhere.example");
  await expect.element(page.getByRole("heading", { name: "Waiting for the host page…" })).toBeVisible();
  expect(api.calls()).toEqual([]);
});

test("tells whoever builds the host what is missing when no token comes for a while", async ({ workspace }) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const page = await workspace.open(frame);
  await expect.element(page.getByRole("heading", { name: "Waiting for the host page…" })).toBeVisible();
  vi.advanceTimersByTime(7_900);
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  vi.advanceTimersByTime(100);
  await expect.element(page.getByRole("alert")).toMatchTextContent("has not sent an access token");
  await expect.element(page.getByRole("alert")).toMatchTextContent(HOST);
});

test("opens the page once the session is known, with the pages that the session may open", async ({
  api,
  workspace,
}) => {
  const slow = heldReply<CurrentSession>();
  api.on("GET", "/session", slow.reply);
  api.on("GET", RESOURCES, []);
  const page = await workspace.open(frame, { url: "/workspace/events" });
  sendToken("t1");
  await expect.element(page.getByRole("heading", { name: "Loading the workspace…" })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Rules" })).toBeVisible();
  slow.answer(buildSession({ pages: ["dashboard", "events"] }));
  await expect.element(page.getByText("Linden Street Cycles is open")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Events" })).toHaveAttribute("aria-current", "page");
  await expect.element(page.getByRole("link", { name: "Rules" })).not.toBeInTheDocument();
  expect(api.calls().map(({ path }) => path)).toEqual(["/session", RESOURCES]);
});

test("does not take the focus when its first page opens", async ({ api, workspace }) => {
  api.on("GET", "/session", buildSession());
  api.on("GET", RESOURCES, []);
  const page = await workspace.open(frame);
  sendToken("t1");
  await expect.element(page.getByRole("heading", { name: "Page" })).toBeVisible();
  expect(document.activeElement).toBe(document.body);
});

test("says that the workspace could not be opened, and opens it when asked again", async ({ api, workspace }) => {
  api.on("GET", "/session", () => refusal(503, "ServiceUnavailable", "Down"));
  const page = await workspace.open(frame);
  sendToken("t1");
  const alert = page.getByRole("alert");
  await expect.element(alert, AFTER_RETRIES).toMatchTextContent("The workspace could not be opened");
  await expect.element(alert).toMatchTextContent("The service is temporarily unavailable.");
  api.on("GET", "/session", buildSession());
  api.on("GET", RESOURCES, []);
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByText("Linden Street Cycles is open")).toBeVisible();
});

test("keeps what is loaded when access is ended, says so, and goes on when the host has a new token", async ({
  api,
  workspace,
}) => {
  let isRevoked = false;
  api.on("GET", "/session", buildSession());
  api.on("GET", RESOURCES, () => (isRevoked ? refusal(401, "StaleToken", "Revoked") : []));
  const page = await workspace.open(frame);
  sendToken("t1");
  const read = page.getByRole("button", { name: "0 resources" });
  await expect.element(read).toBeVisible();
  isRevoked = true;
  await read.click();
  await expect.poll(() => api.calls().length).toBe(3);
  sendToken("t2");
  const bar = page.getByText("Your access to this workspace was ended.");
  await expect.element(bar).toBeVisible();
  await expect.element(page.getByText("Linden Street Cycles is ended")).toBeVisible();
  await expect.element(read).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  const before = api.calls().length;
  await read.click();
  isRevoked = false;
  sendToken("t3");
  await expect.element(page.getByText("Linden Street Cycles is open")).toBeVisible();
  await expect.element(bar).not.toBeInTheDocument();
  await expect
    .poll(() =>
      api
        .calls()
        .slice(before)
        .map(({ path }) => path),
    )
    .toContain(RESOURCES);
});

test("shows only why when the session has ended before it was known", async ({ api, workspace }) => {
  api.on("GET", "/session", () => refusal(401, "Unauthorized", "Revoked"));
  const page = await workspace.open(frame);
  sendToken("t1");
  await expect.poll(() => api.calls().length).toBe(1);
  sendToken("t2");
  await expect.element(page.getByText("Your access to this workspace was ended.")).toBeVisible();
  await expect.element(page.getByText("Loading the workspace…")).not.toBeInTheDocument();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

function sendConfig(config: object): void {
  const data = { type: "meshes:config", ...config };
  window.dispatchEvent(new MessageEvent("message", { data, origin: HOST, source: window.parent }));
}

/** The look as the page has it. */
function rootStyle(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name);
}

test("shows the look of the session, and the one that its host asks for later", async ({ api, workspace }) => {
  api.on("GET", "/session", buildSession());
  api.on("GET", RESOURCES, { count: 0, limit: 50, records: [], next_cursor: null });
  const look = { css: ":root{--gutter:7px}", isNavigationHidden: true, areTitlesHidden: true, notes: [] };
  const config = { look, language: { locale: STANDARD_LOCALE, phrases: {} }, languageSettings: {} };
  const page = await workspace.open(
    <WorkspaceFrame allowedOrigins={[HOST]} launchPages={["dashboard", "rules"]} config={config}>
      <Page />
    </WorkspaceFrame>,
  );
  expect(rootStyle("--gutter")).toBe("7px");
  sendToken("t1");
  await expect.element(page.getByRole("heading", { name: "Page" })).toHaveClass("text-xl");
  await expect.element(page.getByRole("navigation")).not.toBeInTheDocument();
  sendConfig({ appearance: { gutters: 3 } });
  await expect.poll(() => rootStyle("--gutter")).toBe("3px");
  await expect.element(page.getByRole("navigation", { name: "Workspace" })).toBeVisible();
});

test("tells whoever builds the host what it cannot use of a look", async ({ api, workspace }) => {
  api.on("GET", "/session", buildSession());
  api.on("GET", RESOURCES, { count: 0, limit: 50, records: [], next_cursor: null });
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  await workspace.open(frame);
  sendToken("t1");
  window.dispatchEvent(
    new MessageEvent("message", {
      data: { type: "meshes:config", appearance: { radius: 99 } },
      origin: HOST,
      source: window.parent,
    }),
  );
  await expect
    .poll(() => warn.mock.calls)
    .toEqual([["Meshes: meshes:config was ignored. appearance.radius: At most 24"]]);
  warn.mockRestore();
});

/** As pages say times: in the language and the zone of the person. */
function Moment() {
  const formats = useFormats();
  return <p>{formats.absolute("2026-08-12T12:00:00.000Z")}</p>;
}

test("is read as the session says, and as its host says later, part by part", async ({ api, workspace }) => {
  api.on("GET", "/session", buildSession());
  api.on("GET", RESOURCES, { count: 0, limit: 50, records: [], next_cursor: null });
  const languageSettings = { locale: "de", time_zone: "Europe/Berlin" };
  const config = { look: STANDARD_LOOK, language: toTextOptions(languageSettings), languageSettings };
  const page = await workspace.open(
    <WorkspaceFrame allowedOrigins={[HOST]} launchPages={["dashboard"]} config={config}>
      <Moment />
    </WorkspaceFrame>,
  );
  // Nothing is shown or sent in another language before.
  await expect.poll(() => document.documentElement.lang).toBe("de");
  sendToken("t1");
  await expect.element(page.getByText("12. Aug. 2026, 14:00:00 MESZ")).toBeVisible();
  expect(document.documentElement).toMatchObject({ lang: "de", dir: "ltr" });
  sendConfig({ time_zone: "UTC" });
  await expect.element(page.getByText("12. Aug. 2026, 12:00:00 UTC")).toBeVisible();
  sendConfig({ locale: "ar-EG", phrases: { "formats.time.now": "x" } });
  await expect.poll(() => document.documentElement.dir).toBe("rtl");
  sendConfig({ locale: "en" });
  await expect.element(page.getByText("12 Aug 2026, 12:00:00 UTC")).toBeVisible();
  expect(document.documentElement).toMatchObject({ lang: "en", dir: "ltr" });
});
