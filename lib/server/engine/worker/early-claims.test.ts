import { expect, it, vi } from "vitest";
import type { Given } from "#lib/server/engine/queue/claim.ts";
import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";
import type { DueConnection } from "#lib/server/engine/queue/find-due.ts";
import { createEarlyClaims } from "./early-claims.ts";
import { createWorkerPlaces } from "./worker-places.ts";

const TOTAL = 64;
const DUE_MAX = 32;

const connection = (connectionId: string, limits: Partial<DueConnection> = {}): DueConnection => {
  const where = { organizationId: connectionId, workspaceId: connectionId, origin: connectionId };
  return { ...where, connectionId, type: "webhook", due: 1, pace: undefined, ...limits };
};

const claimedOf = ({ due: _due, ...holder }: DueConnection) => holder as unknown as ClaimedRuleEvent;

/** Claims that find so many of each connection. */
function start(waiting: Record<string, number>) {
  const places = createWorkerPlaces({ total: TOTAL, perConnection: DUE_MAX });
  const claim = vi.fn(async (given: readonly Given<DueConnection>[]) =>
    given.flatMap(({ holder, places: most }) => {
      const count = Math.min(most, waiting[holder.connectionId] ?? 0);
      waiting[holder.connectionId] = (waiting[holder.connectionId] ?? 0) - count;
      return Array.from({ length: count }, () => claimedOf(holder));
    }),
  );
  const early = createEarlyClaims({ dueMax: DUE_MAX, places, claim });
  return { early, places, claim };
}

it("claims nothing without a look from a connection that no look has found", async () => {
  const { early, claim } = start({ a: 3 });
  early.add(["a"]);
  expect(await early.claim(TOTAL)).toEqual({ claimed: [], emptied: new Set(), isLookNeeded: true });
  expect(claim).not.toHaveBeenCalled();
});

it("claims nothing, and needs no look, when nothing has come", async () => {
  const { early, claim } = start({ a: 3 });
  early.found([connection("a")]);
  expect(await early.claim(TOTAL)).toEqual({ claimed: [], emptied: new Set(), isLookNeeded: false });
  expect(claim).not.toHaveBeenCalled();
});

it("claims within the share of places, and goes on with who has more", async () => {
  const { early } = start({ a: 2, b: 20 });
  early.found([connection("a"), connection("b")]);
  early.add(["a", "b"]);
  const { claimed, emptied, isLookNeeded } = await early.claim(TOTAL);
  const countOf = (id: string, all = claimed) => all.filter(({ connectionId }) => connectionId === id).length;
  expect(countOf("a")).toBe(2);
  expect(countOf("b")).toBeGreaterThan(0);
  expect(countOf("b")).toBeLessThan(20);
  expect([...emptied]).toEqual(["a"]);
  expect(isLookNeeded).toBe(false);
  expect(early.isAnyLeft()).toBe(true);
  const second = await early.claim(TOTAL);
  expect(countOf("b", [...claimed, ...second.claimed])).toBe(20);
  expect([...second.emptied]).toEqual(["b"]);
  expect(early.isAnyLeft()).toBe(false);
});

it("keeps what comes while it claims", async () => {
  const { early, claim } = start({ a: 1 });
  early.found([connection("a")]);
  early.add(["a"]);
  claim.mockImplementationOnce(async () => {
    early.add(["a"]);
    return [];
  });
  await early.claim(TOTAL);
  expect((await early.claim(TOTAL)).claimed).toHaveLength(1);
});

it("claims no more than there is room for", async () => {
  const { early } = start({ a: 100 });
  early.found([connection("a")]);
  early.add(["a"]);
  expect((await early.claim(0)).claimed).toHaveLength(0);
  expect((await early.claim(1)).claimed).toHaveLength(1);
  expect(early.isAnyLeft()).toBe(true);
});

it("leaves all to a look when half of the places are taken", async () => {
  const { early, places, claim } = start({ a: 1 });
  early.found([connection("a")]);
  for (let held = 0; held < TOTAL / 2; held += 1) places.hold(claimedOf(connection(`other ${held}`)));
  early.add(["a"]);
  expect((await early.claim(TOTAL)).isLookNeeded).toBe(true);
  expect(claim).not.toHaveBeenCalled();
});

it("leaves connections with limits of their own to the look", async () => {
  const { early, claim } = start({ a: 1, b: 1 });
  const pace = { key: "a", isNew: false, readyInMs: 0, concurrency: undefined, running: 0 };
  early.found([connection("a", { type: "slack", pace }), connection("b")]);
  expect(early.takeOver(["a", "b"])).toEqual(["a"]);
  early.add(["a"]);
  const { claimed, isLookNeeded } = await early.claim(TOTAL);
  expect(claimed.map(({ connectionId }) => connectionId)).toEqual(["b"]);
  expect(isLookNeeded).toBe(true);
  expect(claim).toHaveBeenCalledOnce();
});
