import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WorkspaceMessage } from "#lib/contracts/messages.ts";
import { fakeToken } from "../testing/page/fake-window.ts";
import { systemClock } from "./clock.ts";
import { SessionStore } from "./session-store.ts";

const LIFE_SECONDS = 1800;
const FIRST = fakeToken(LIFE_SECONDS, "first");
const SECOND = fakeToken(LIFE_SECONDS, "second");
const ended = /session has ended/;

function setUp() {
  const posted: WorkspaceMessage[] = [];
  const store = new SessionStore({ clock: systemClock, post: (message) => posted.push(message) });
  const stop = store.start();
  return { store, posted, stop, take: () => posted.splice(0) };
}

const refresh = (reason: string) => ({ type: "meshes:token-refresh", reason });

/** Time passes without timers, as while a computer sleeps. */
function sleep(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());

describe("the first token", () => {
  it("is waited for by every call", async () => {
    const { store } = setUp();
    expect(store.getSnapshot()).toBe("waiting");
    const calls = Promise.all([store.token(), store.token()]);
    store.accept(FIRST);
    await expect(calls).resolves.toEqual([FIRST, FIRST]);
    expect(store.getSnapshot()).toBe("ready");
  });

  it("tells subscribers about each change of state and none after they left", () => {
    const { store } = setUp();
    const seen: string[] = [];
    const leave = store.subscribe(() => seen.push(store.getSnapshot()));
    store.accept(FIRST);
    store.accept(SECOND);
    void store.requestRefresh("unauthorized").catch(() => {});
    leave();
    store.accept(FIRST);
    expect(seen).toEqual(["ready", "refreshing"]);
  });
});

describe("scheduled refresh", () => {
  it("asks at 80 % of the life, again after 5, 10 and 20 s, and not more often", () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 800 - 1);
    expect(take()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(take()).toEqual([refresh("scheduled")]);
    expect(store.getSnapshot()).toBe("refreshing");
    for (const wait of [5_000, 5_000, 10_000]) {
      vi.advanceTimersByTime(wait - 1);
      expect(take()).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(take()).toEqual([refresh("scheduled")]);
    }
    vi.advanceTimersByTime(200_000);
    expect(take()).toEqual([]);
  });

  it("asks at least 60 s before the end", () => {
    const { store, take } = setUp();
    store.accept(fakeToken(200));
    vi.advanceTimersByTime(140_000);
    expect(take()).toEqual([refresh("scheduled")]);
  });

  it("does not ask in a loop for tokens that are too short for that", () => {
    const { store, take } = setUp();
    store.accept(fakeToken(20));
    vi.advanceTimersByTime(9_999);
    expect(take()).toEqual([]);
  });

  it("measures the life from arrival, so that a wrong clock of the computer does not matter", () => {
    const { store, take } = setUp();
    vi.setSystemTime(1_000);
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 800 - 1);
    expect(take()).toEqual([]);
    expect(store.getSnapshot()).toBe("ready");
  });

  it("goes on with the old token meanwhile and starts over with the new one", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 800);
    await expect(store.token()).resolves.toBe(FIRST);
    store.accept(SECOND);
    await expect(store.token()).resolves.toBe(SECOND);
    take();
    vi.advanceTimersByTime(LIFE_SECONDS * 800 - 1);
    store.accept(fakeToken(LIFE_SECONDS, "pushed by the host"));
    vi.advanceTimersByTime(LIFE_SECONDS * 800 - 1);
    expect(take()).toEqual([]);
  });

  it("does not take the token that it already has for an answer", () => {
    const { store } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 800);
    store.accept(FIRST);
    expect(store.getSnapshot()).toBe("refreshing");
  });

  it("says so once when the token expired without a new one, and rejects who waits", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 1000 - 1);
    take();
    vi.advanceTimersByTime(1);
    expect(take()).toEqual([{ type: "meshes:token-expired", reason: "expired" }]);
    expect(store.getSnapshot()).toBe("expired");
    await expect(store.token()).rejects.toThrow(ended);
    vi.advanceTimersByTime(1_000_000);
    expect(take()).toEqual([]);
  });

  it("never asks for a token that does not say how long it lives", () => {
    const { store, take } = setUp();
    store.accept("opaque");
    vi.advanceTimersByTime(10_000_000);
    expect(take()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("survives a life beyond what a browser timer can hold", () => {
    const { store, take } = setUp();
    store.accept(fakeToken(40 * 86_400));
    vi.advanceTimersByTime(31 * 86_400_000);
    expect(take()).toEqual([]);
    vi.advanceTimersByTime(86_400_000);
    expect(take().length).toBeGreaterThan(0);
  });
});

describe("wake-up", () => {
  it("does nothing while more than the refresh time is left", () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    sleep(60);
    store.wake();
    expect(take()).toEqual([]);
  });

  it("asks at once when less is left, and once only", () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    sleep(LIFE_SECONDS * 0.9);
    store.wake();
    store.wake();
    expect(take()).toEqual([refresh("resumed")]);
  });

  it("gives the host time to answer although the token expired during the sleep", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    sleep(LIFE_SECONDS * 2);
    const call = store.token();
    expect(take()).toEqual([refresh("resumed")]);
    vi.advanceTimersByTime(12_000);
    expect(take()).toEqual([refresh("resumed"), refresh("resumed")]);
    store.accept(SECOND);
    await expect(call).resolves.toBe(SECOND);
  });

  it("asks with a timer that fires late as after a wake-up", () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    sleep(LIFE_SECONDS * 2);
    vi.advanceTimersByTime(LIFE_SECONDS * 800);
    expect(take()[0]).toEqual(refresh("resumed"));
  });

  it("gives up 30 s after the first question when the token is over", () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    sleep(LIFE_SECONDS * 2);
    store.wake();
    vi.advanceTimersByTime(29_999);
    expect(store.getSnapshot()).toBe("refreshing");
    take();
    vi.advanceTimersByTime(1);
    expect(take()).toEqual([{ type: "meshes:token-expired", reason: "expired" }]);
  });

  it("asks once more when the page comes back after it had expired, and recovers", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 1000);
    take();
    store.wake();
    expect(take()).toEqual([refresh("resumed")]);
    store.accept(SECOND);
    await expect(store.token()).resolves.toBe(SECOND);
    expect(store.getSnapshot()).toBe("ready");
  });
});

describe("a refused token", () => {
  it("is replaced once for all calls, which wait meanwhile", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    const calls = Promise.all([store.replace(FIRST), store.replace(FIRST), store.token()]);
    expect(take()).toEqual([refresh("unauthorized")]);
    store.accept(SECOND);
    await expect(calls).resolves.toEqual([SECOND, SECOND, SECOND]);
  });

  it("is not asked for when another one has come already", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    store.accept(SECOND);
    await expect(store.replace(FIRST)).resolves.toBe(SECOND);
    expect(take()).toEqual([]);
  });

  it("joins a question that is on its way, and from then on the old token is not used", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 800);
    take();
    const calls = Promise.all([store.replace(FIRST), store.token()]);
    expect(take()).toEqual([]);
    store.accept(SECOND);
    await expect(calls).resolves.toEqual([SECOND, SECOND]);
  });

  it("asks again at once when the earlier question was given up", () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    vi.advanceTimersByTime(LIFE_SECONDS * 800 + 60_000);
    take();
    void store.replace(FIRST).catch(() => {});
    expect(take()).toEqual([refresh("unauthorized")]);
  });

  it("ends the session when nothing comes within 30 s", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    const call = expect(store.replace(FIRST)).rejects.toThrow(ended);
    store.accept(FIRST);
    vi.advanceTimersByTime(30_000);
    await call;
    expect(store.getSnapshot()).toBe("revoked");
    expect(take().at(-1)).toEqual({ type: "meshes:token-expired", reason: "revoked" });
    store.wake();
    expect(take()).toEqual([]);
  });

  it("ends the session at once when it was the fresh one", async () => {
    const { store, take } = setUp();
    store.accept(FIRST);
    store.refuse(FIRST);
    expect(store.getSnapshot()).toBe("revoked");
    expect(take()).toEqual([{ type: "meshes:token-expired", reason: "revoked" }]);
    await expect(store.requestRefresh("unauthorized")).rejects.toThrow(ended);
    store.refuse(FIRST);
    expect(take()).toEqual([]);
  });

  it("does not end the session when a newer one has come meanwhile", () => {
    const { store } = setUp();
    store.accept(FIRST);
    store.accept(SECOND);
    store.refuse(FIRST);
    expect(store.getSnapshot()).toBe("ready");
  });

  it("lets a host that signs in again revive the frame", async () => {
    const { store } = setUp();
    store.accept(FIRST);
    store.refuse(FIRST);
    store.accept(SECOND);
    await expect(store.token()).resolves.toBe(SECOND);
  });
});

it("keeps the token over stop and start, with one timer", async () => {
  const { store, stop, take } = setUp();
  store.accept(FIRST);
  stop();
  expect(vi.getTimerCount()).toBe(0);
  store.start();
  expect(vi.getTimerCount()).toBe(1);
  await expect(store.token()).resolves.toBe(FIRST);
  vi.advanceTimersByTime(LIFE_SECONDS * 800);
  expect(take()).toEqual([refresh("scheduled")]);
});
