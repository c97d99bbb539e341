import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlaceHolder } from "#lib/server/engine/queue/claimed.ts";
import { Places, type Claimant } from "./places.ts";

const TOTAL = 256;
const PLENTY = 1_000;

const holder = (organization: number, workspace: number, connection: number, origin = 0): PlaceHolder => ({
  organizationId: `o${organization}`,
  workspaceId: `o${organization}w${workspace}`,
  connectionId: `o${organization}w${workspace}c${connection}`,
  origin: `https://${origin}.example`,
});

const claimant = (who: PlaceHolder, more: Partial<Claimant> = {}): Claimant => ({
  ...who,
  due: PLENTY,
  budget: 64,
  isSlow: false,
  ...more,
});

/** Shares out and takes what was given. The functions that give it back, by connection. */
function take(places: Places, claimants: readonly Claimant[], limit = places.total, slowHeld = 0) {
  const shares = places.shareOut(claimants, limit, slowHeld);
  const leave = claimants.flatMap((who) =>
    Array.from({ length: shares.get(who.connectionId) ?? 0 }, () => ({ who, leave: places.hold(who) })),
  );
  return { shares, held: leave };
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

const claimants = fc
  .uniqueArray(
    fc.record({
      organization: fc.nat({ max: 3 }),
      workspace: fc.nat({ max: 2 }),
      connection: fc.nat({ max: 4 }),
      origin: fc.nat({ max: 2 }),
      due: fc.nat({ max: 80 }),
      budget: fc.integer({ min: 1, max: 64 }),
      isSlow: fc.boolean(),
    }),
    {
      maxLength: 20,
      selector: ({ organization, workspace, connection }) => `${organization} ${workspace} ${connection}`,
    },
  )
  .map((items) =>
    items.map(({ organization, workspace, connection, origin, ...more }) =>
      claimant(holder(organization, workspace, connection, origin), more),
    ),
  );

const rounds = fc.record({
  total: fc.integer({ min: 1, max: 300 }),
  rounds: fc.array(fc.record({ claimants, limit: fc.nat({ max: 300 }), leaving: fc.nat({ max: 7 }) }), {
    maxLength: 8,
  }),
});

type Held = { who: Claimant; leave: () => void };

function heldBy(held: readonly Held[], key: (who: Claimant) => string): Map<string, number> {
  return new Map([...Map.groupBy(held, ({ who }) => key(who))].map(([name, some]) => [name, some.length]));
}

/** Plays rounds of sharing out and leaving; `check` sees what is held after each share-out. */
function play(
  { total, rounds: all }: { total: number; rounds: { claimants: Claimant[]; limit: number; leaving: number }[] },
  check: (state: {
    places: Places;
    held: Held[];
    claimants: Claimant[];
    shares: Map<string, number>;
    limit: number;
  }) => void,
): void {
  const places = new Places(total);
  let held: Held[] = [];
  for (const { claimants: asking, limit, leaving } of all) {
    const slow = held.filter(({ who }) => who.isSlow).length;
    const { shares, held: taken } = take(places, asking, limit, slow);
    held = [...held, ...taken];
    check({ places, held, claimants: asking, shares, limit });
    const gone = held.filter((_one, index) => index % 8 < leaving);
    for (const { leave } of gone) leave();
    held = held.filter((one) => !gone.includes(one));
  }
  for (const { leave } of held) leave();
  expect(places.free()).toBe(total);
}

describe("sharing out the places of a worker", () => {
  it("never goes over all places, what was asked for, what is due, or a connection's budget", () => {
    fc.assert(
      fc.property(rounds, (game) =>
        play(game, ({ places, held, claimants: asking, shares, limit }) => {
          expect(held.length).toBeLessThanOrEqual(places.total);
          expect(places.free()).toBe(places.total - held.length);
          expect(sum(shares.values())).toBeLessThanOrEqual(limit);
          const ofConnections = heldBy(held, ({ connectionId }) => connectionId);
          for (const { connectionId, due, budget } of asking) {
            const given = shares.get(connectionId) ?? 0;
            expect(given).toBeLessThanOrEqual(due);
            if (given > 0) expect(ofConnections.get(connectionId)).toBeLessThanOrEqual(budget);
          }
        }),
      ),
    );
  });

  it("leaves no group more than its part of all places, and the slow together no more than theirs", () => {
    fc.assert(
      fc.property(rounds, (game) =>
        play(game, ({ places: { total }, held }) => {
          const most = (share: number) => Math.max(1, Math.floor(total * share));
          const largest = (key: (who: Claimant) => string) => Math.max(0, ...heldBy(held, key).values());
          expect(largest(({ organizationId }) => organizationId)).toBeLessThanOrEqual(most(1 / 2));
          expect(largest(({ workspaceId }) => workspaceId)).toBeLessThanOrEqual(most(3 / 8));
          expect(largest(({ connectionId }) => connectionId)).toBeLessThanOrEqual(most(1 / 4));
          expect(largest(({ origin }) => origin)).toBeLessThanOrEqual(most(3 / 4));
        }),
      ),
    );
    const places = new Places(TOTAL);
    const slow = Array.from({ length: 100 }, (_item, index) => claimant(holder(index, 0, 0, index), { isSlow: true }));
    expect(take(places, slow).held).toHaveLength(TOTAL / 4);
    expect(take(places, slow, TOTAL, TOTAL / 4).held).toHaveLength(0);
  });

  it("is work-conserving within these bounds: asking again at once gives nothing more", () => {
    fc.assert(
      fc.property(rounds, (game) =>
        play(game, ({ places, held, claimants: asking, shares, limit }) => {
          if (sum(shares.values()) === limit) return;
          const left = asking.map((who) => ({ ...who, due: who.due - (shares.get(who.connectionId) ?? 0) }));
          const slow = held.filter(({ who }) => who.isSlow).length;
          expect(places.shareOut(left, TOTAL, slow)).toEqual(new Map());
        }),
      ),
    );
  });

  it("gives everybody one before anybody has a second, by organizations first", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (organizations, connections) => {
        const places = new Places(TOTAL);
        const asking = Array.from({ length: organizations }, (_o, organization) =>
          Array.from({ length: organization === 0 ? connections : 1 }, (_c, connection) =>
            claimant(holder(organization, 0, connection, organization)),
          ),
        ).flat();
        const { held } = take(places, asking, organizations);
        expect([...heldBy(held, ({ organizationId }) => organizationId).values()]).toEqual(
          Array.from({ length: organizations }, () => 1),
        );
      }),
    );
  });

  it("starves nobody: a connection with something due gets a place within as many turns as there are organizations", () => {
    fc.assert(
      fc.property(claimants, (asking) => {
        const willing = asking.map((who) => ({ ...who, due: PLENTY, isSlow: false }));
        const places = new Places(16);
        const served = new Set<string>();
        for (let turn = 0; turn < willing.length && served.size < willing.length; turn += 1) {
          // Whoever was served goes to the end, as chance does in the long run.
          const order = willing.toSorted(
            (a, b) => Number(served.has(a.connectionId)) - Number(served.has(b.connectionId)),
          );
          const { held } = take(places, order, 4);
          for (const { who, leave } of held) {
            served.add(who.connectionId);
            leave();
          }
        }
        expect(served.size).toBe(willing.length);
      }),
    );
  });

  it("forgets groups that hold nothing", () => {
    const places = new Places(TOTAL);
    const { held } = take(places, [claimant(holder(1, 1, 1)), claimant(holder(2, 1, 1))]);
    for (const { leave } of held) leave();
    expect([...places.held]).toEqual([]);
    expect(places.free()).toBe(TOTAL);
  });
});

describe("endpoints that never answer", () => {
  it("four or twelve of one organization leave half of the places to others", () => {
    for (const count of [4, 12]) {
      const places = new Places(TOTAL);
      take(
        places,
        Array.from({ length: count }, (_item, index) => claimant(holder(1, 0, index, index))),
      );
      take(
        places,
        Array.from({ length: count }, (_item, index) => claimant(holder(1, 1, index, index))),
      );
      expect(places.free()).toBeGreaterThanOrEqual(TOTAL / 2);
      const { shares } = take(places, [claimant(holder(2, 0, 0, 99))]);
      expect(sum(shares.values())).toBeGreaterThanOrEqual(TOTAL / 8);
    }
  });

  it("one of them leaves another connection of the same origin, organization or not, a place at once", () => {
    for (const other of [holder(2, 0, 0), holder(1, 1, 0), holder(1, 0, 1)]) {
      const places = new Places(TOTAL);
      expect(take(places, [claimant(holder(1, 0, 0))]).held).toHaveLength(64);
      expect(take(places, [claimant(other)]).held.length).toBeGreaterThanOrEqual(12);
    }
  });

  it("of seven greedy organizations, one after the other, leave the eighth a place, at the same origin too", () => {
    for (const isSameOrigin of [false, true]) {
      const places = new Places(TOTAL);
      for (let organization = 0; organization < 7; organization += 1) {
        for (let round = 0; round < 3; round += 1) {
          const all = Array.from({ length: 20 }, (_item, index) =>
            claimant(holder(organization, index % 4, index, isSameOrigin ? 0 : organization)),
          );
          take(places, all);
        }
      }
      expect(take(places, [claimant(holder(99, 0, 0, isSameOrigin ? 0 : 99))]).held.length).toBeGreaterThan(0);
    }
  });

  it("a whole origin of them leaves a quarter of the places to other origins, however many organizations call it", () => {
    const places = new Places(TOTAL);
    for (let round = 0; round < 3; round += 1)
      take(
        places,
        Array.from({ length: 300 }, (_item, index) => claimant(holder(index, 0, 0, 0))),
      );
    expect(places.free()).toBeGreaterThanOrEqual(TOTAL / 4);
    expect(take(places, [claimant(holder(999, 0, 0, 1))]).held.length).toBeGreaterThan(0);
  });
});
