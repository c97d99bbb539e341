import { expect, it, vi } from "vitest";
import type { Given } from "./claim.ts";
import type { ClaimedRuleEvent } from "./claimed.ts";
import { createEarlyClaims } from "./early-claims.ts";
import type { DueConnection } from "./find-due.ts";
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
    given.flatMap(({ holder, places: most }) =>
      Array.from({ length: Math.min(most, waiting[holder.connectionId] ?? 0) }, () => claimedOf(holder)),
    ),
  );
  const early = createEarlyClaims({ dueMax: DUE_MAX, places, claim });
  return { early, places, claim };
}

type Early = ReturnType<typeof createEarlyClaims>;

function makeBusy(early: Early, ...connections: DueConnection[]): void {
  for (let looks = 0; looks < 2; looks += 1) early.note(connections, connections.map(claimedOf));
}

it("claims nothing before a connection was found busy", async () => {
  const { early, claim } = start({ a: 3 });
  early.note([connection("a")], [claimedOf(connection("a"))]);
  expect((await early.claim(TOTAL)).claimed).toEqual([]);
  expect(claim).not.toHaveBeenCalled();
});

it("claims within the share of places and says who had no more", async () => {
  const { early } = start({ a: 2, b: 100 });
  makeBusy(early, connection("a"), connection("b"));
  const { claimed, emptied } = await early.claim(TOTAL);
  expect(claimed.filter(({ connectionId }) => connectionId === "a")).toHaveLength(2);
  const ofB = claimed.filter(({ connectionId }) => connectionId === "b").length;
  expect(ofB).toBeGreaterThan(0);
  expect(ofB).toBeLessThan(TOTAL / 2);
  expect([...emptied]).toEqual(["a"]);
});

it("claims no more than there is room for", async () => {
  const { early } = start({ a: 100 });
  makeBusy(early, connection("a"));
  expect((await early.claim(1)).claimed).toHaveLength(1);
  expect((await early.claim(0)).claimed).toHaveLength(0);
});

it("waits for the look when half of the places are taken", async () => {
  const { early, places, claim } = start({ a: 1 });
  makeBusy(early, connection("a"));
  for (let held = 0; held < TOTAL / 2; held += 1) places.hold(claimedOf(connection(`other ${held}`)));
  expect((await early.claim(TOTAL)).claimed).toEqual([]);
  expect(claim).not.toHaveBeenCalled();
});

it("leaves connections with limits of their own to the look", async () => {
  const { early, claim } = start({ a: 1 });
  const pace = { key: "a", isNew: false, readyInMs: 0, concurrency: undefined, running: 0 };
  makeBusy(early, connection("a", { type: "slack", pace }));
  await early.claim(TOTAL);
  expect(claim).not.toHaveBeenCalled();
});
