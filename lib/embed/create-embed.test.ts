import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { WorkspaceMessage } from "#lib/contracts/messages.ts";
import { fakeToken, FakeWindow } from "../testing/page/fake-window.ts";
import { systemClock } from "./clock.ts";
import { createEmbed } from "./create-embed.ts";

const HOST = "https://host.example";
const EVENTS = { page: "events", path: "/workspace/events", title: "Events" } as const;

function setUp() {
  const window = new FakeWindow();
  return { window, embed: createEmbed({ window, clock: systemClock, allowedOrigins: [HOST] }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("listens once after start, stop and start, and to nothing when stopped", () => {
  const { window, embed } = setUp();
  const counts = () =>
    ["message", "online", "pageshow"]
      .map((type) => window.count(type))
      .concat(window.document.count("visibilitychange"));
  embed.start()();
  expect(counts()).toEqual([0, 0, 0, 0]);
  expect(vi.getTimerCount()).toBe(0);
  embed.start();
  expect(counts()).toEqual([1, 1, 1, 1]);
});

it("names a page again when its name has changed, and not otherwise", () => {
  const { window, embed } = setUp();
  embed.start();
  window.receive({ type: "meshes:auth", token: fakeToken(1800) }, { origin: HOST });
  for (const title of ["Events", "Events", "Ereignisse"]) embed.reportRoute({ ...EVENTS, title });
  expect(window.posted.map(({ message }) => message)).toMatchObject([
    { type: "meshes:ready" },
    { type: "meshes:navigate", path: "/workspace/events", title: "Events" },
    { type: "meshes:navigate", path: "/workspace/events", title: "Ereignisse" },
  ]);
});

it("goes from ready to a new token, in messages of the contract", () => {
  const { window, embed } = setUp();
  embed.start();
  embed.reportHeight(842);
  embed.reportRoute(EVENTS);
  embed.reportRoute(EVENTS);
  window.receive({ type: "meshes:auth", token: fakeToken(1800) }, { origin: HOST });
  vi.advanceTimersByTime(1_440_000);
  window.receive({ type: "meshes:auth", token: fakeToken(1800, "new") }, { origin: HOST });
  expect(window.types()).toEqual(["meshes:ready", "meshes:resize", "meshes:navigate", "meshes:token-refresh"]);
  for (const { message } of window.posted) expect(WorkspaceMessage.parse(message)).toEqual(message);
  expect(JSON.stringify(window.posted)).not.toContain(fakeToken(1800));
  expect(embed.session.getSnapshot()).toBe("ready");
});

it("asks for a token when the page is shown, comes online or is restored after a long pause", () => {
  for (const wake of ["visibilitychange", "online", "pageshow"]) {
    const { window, embed } = setUp();
    embed.start();
    window.receive({ type: "meshes:auth", token: fakeToken(1800) });
    vi.setSystemTime(Date.now() + 3_600_000);
    window.document.hidden = true;
    window.document.emit("visibilitychange");
    expect(window.types()).not.toContain("meshes:token-refresh");
    window.document.hidden = false;
    if (wake === "visibilitychange") window.document.emit(wake);
    else window.emit(wake);
    expect(window.posted.at(-1)?.message).toEqual({ type: "meshes:token-refresh", reason: "resumed", v: 1 });
  }
});
