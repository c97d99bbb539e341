import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allot, type Candidate } from "./allot.ts";

const buckets = fc
  .array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 })
  .map((sizes) => new Map(sizes.map((size, index) => [String(index), size])));

const cases = buckets.chain((map) =>
  fc.record({
    map: fc.constant(map),
    limit: fc.nat({ max: 60 }),
    candidates: fc
      .array(fc.record({ key: fc.constantFrom(...map.keys(), "unknown"), free: fc.nat({ max: 10 }) }), {
        maxLength: 20,
      })
      .map((items): Candidate[] => items.map((item, index) => ({ ...item, connectionId: `c${index}` }))),
  }),
);

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

describe("dealing out deliveries", () => {
  it("keeps within every bucket, every connection's own places and the limit, and leaves nothing that could go", () => {
    fc.assert(
      fc.property(cases, ({ map, limit, candidates }) => {
        const given = allot(candidates, map, limit);
        const of = ({ connectionId }: Candidate) => given.get(connectionId) ?? 0;
        const ofBucket = (key: string) => sum(candidates.filter((item) => item.key === key).map(of));
        for (const candidate of candidates) expect(of(candidate)).toBeLessThanOrEqual(candidate.free);
        for (const [key, size] of map) expect(ofBucket(key)).toBeLessThanOrEqual(size);
        const total = sum(given.values());
        expect(total).toBeLessThanOrEqual(limit);
        if (total === limit) return;
        for (const candidate of candidates) {
          const isFull = of(candidate) === candidate.free;
          expect(isFull || ofBucket(candidate.key) === (map.get(candidate.key) ?? 0)).toBe(true);
        }
      }),
    );
  });

  it("deals in turn: connections of one bucket differ by one at most, unless they have no more places", () => {
    fc.assert(
      fc.property(cases, ({ map, limit, candidates }) => {
        const given = allot(candidates, map, limit);
        for (const a of candidates) {
          for (const b of candidates.filter(({ key }) => key === a.key)) {
            const [mine, others] = [given.get(a.connectionId) ?? 0, given.get(b.connectionId) ?? 0];
            expect(others - mine <= 1 || mine === a.free).toBe(true);
          }
        }
      }),
    );
  });
});
