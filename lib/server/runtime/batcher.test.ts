import { AsyncLocalStorage } from "node:async_hooks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBatcher, DrainingError, NoAnswerError, QueueFullError } from "./batcher.ts";

const answered = (items: number[]): PromiseSettledResult<number>[] =>
  items.map((item) =>
    item % 7 === 3 ? { status: "rejected", reason: item } : { status: "fulfilled", value: item * 2 },
  );

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("createBatcher", () => {
  it("answers every item exactly once, in order, whatever the batches and their speed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 80 }),
        fc.scheduler(),
        async (batchMax, inFlightMax, turnsBefore, scheduler) => {
          const batches: number[][] = [];
          let inFlight = 0;
          const batcher = createBatcher<number, number>({
            batchMax,
            inFlightMax,
            queueMax: 1_000,
            run: async (items) => {
              inFlight += 1;
              expect(inFlight).toBeLessThanOrEqual(inFlightMax);
              batches.push(items);
              await scheduler.schedule(Promise.resolve());
              inFlight -= 1;
              return answered(items);
            },
          });
          const results: Promise<number>[] = [];
          for (const [item, turns] of turnsBefore.entries()) {
            for (let i = 0; i < turns; i += 1) await turn();
            results.push(batcher.push(item));
          }
          await scheduler.waitFor(Promise.allSettled(results));
          expect(await Promise.allSettled(results)).toEqual(answered(turnsBefore.map((_turns, item) => item)));
          expect(batches.flat()).toEqual(turnsBefore.map((_turns, item) => item));
          expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(batchMax);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("puts what arrives in one turn of the event loop into one batch", async () => {
    const sizes: number[] = [];
    const run = async (items: number[]) => {
      sizes.push(items.length);
      return answered(items);
    };
    const batcher = createBatcher<number, number>({ batchMax: 100, inFlightMax: 2, queueMax: 100, run });
    await Promise.all([0, 1, 2, 4, 5].map((item) => batcher.push(item)));
    expect(sizes).toEqual([5]);
  });

  it("refuses at once what the queue cannot hold, and answers the rest", async () => {
    const gate = Promise.withResolvers<void>();
    const batcher = createBatcher<number, number>({
      batchMax: 1,
      inFlightMax: 1,
      queueMax: 2,
      run: async (items) => {
        await gate.promise;
        return answered(items);
      },
    });
    const first = batcher.push(0);
    await turn();
    const waiting = [batcher.push(1), batcher.push(2)];
    await expect(batcher.push(4)).rejects.toBeInstanceOf(QueueFullError);
    gate.resolve();
    expect(await Promise.all([first, ...waiting])).toEqual([0, 2, 4]);
  });

  it("gives a failure of the whole batch to each of its items and goes on", async () => {
    let calls = 0;
    const batcher = createBatcher<number, number>({
      batchMax: 10,
      inFlightMax: 1,
      queueMax: 10,
      run: async (items) => {
        calls += 1;
        if (calls === 1) throw new Error("away");
        return answered(items);
      },
    });
    const failed = await Promise.allSettled([batcher.push(0), batcher.push(1)]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await batcher.push(2)).toBe(4);
  });

  it("rejects an item that its batch did not answer", async () => {
    const batcher = createBatcher<number, number>({ batchMax: 10, inFlightMax: 1, queueMax: 10, run: async () => [] });
    await expect(batcher.push(1)).rejects.toThrow("no answer");
  });

  it("drains what it has taken and refuses the rest", async () => {
    const batcher = createBatcher<number, number>({
      batchMax: 2,
      inFlightMax: 1,
      queueMax: 100,
      run: async (items) => {
        await turn();
        return answered(items);
      },
    });
    const answers: number[] = [];
    const taken = [0, 1, 2, 4, 5].map((item) => batcher.push(item).then((value) => answers.push(value)));
    const drained = [batcher.drain(), batcher.drain()];
    await expect(batcher.push(6)).rejects.toBeInstanceOf(DrainingError);
    await Promise.all(drained);
    await Promise.all(taken);
    expect(answers).toEqual([0, 2, 4, 8, 10]);
    await batcher.drain();
  });

  it("answers in time while batches hang, and does not run what it has refused before it began", async () => {
    const hanging = Promise.withResolvers<void>();
    const ran: number[] = [];
    const batcher = createBatcher<number, number>({
      batchMax: 1,
      inFlightMax: 1,
      queueMax: 10,
      run: async (items) => {
        ran.push(...items);
        await hanging.promise;
        return items.map((value) => ({ status: "fulfilled", value }));
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => batcher.push(item, 50)));
    expect(results.map((result) => result.status === "rejected" && result.reason)).toEqual(
      [1, 2, 3].map(() => expect.any(NoAnswerError)),
    );
    hanging.resolve();
    expect(await batcher.push(4)).toBe(4);
    await batcher.drain();
    expect(ran).toEqual([1, 4]);
  });

  it("runs a batch outside of the request that began it", async () => {
    const requests = new AsyncLocalStorage<string>();
    const batcher = createBatcher<string, string | undefined>({
      batchMax: 2,
      inFlightMax: 1,
      queueMax: 10,
      run: async (items) => items.map(() => ({ status: "fulfilled", value: requests.getStore() })),
    });
    expect(await requests.run("one of them", () => batcher.push("item"))).toBeUndefined();
  });
});
