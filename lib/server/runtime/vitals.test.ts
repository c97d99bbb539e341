import { describe, expect, it } from "vitest";
import { createVitals } from "./vitals.ts";

function setUp() {
  let nowMs = 0;
  const vitals = createVitals(
    (error) => error instanceof TypeError,
    () => nowMs,
  );
  const fail = async (error: Error) => {
    const failing = vitals.watch("claims", async () => {
      throw error;
    });
    await expect(failing).rejects.toBe(error);
  };
  return { vitals, fail, pass: (ms: number) => (nowMs += ms) };
}

describe("a part of a node", () => {
  it("fails after a failure, until it works or nothing was tried for a while", async () => {
    const { vitals, fail, pass } = setUp();
    expect(vitals.failing()).toEqual([]);
    await fail(new TypeError("away"));
    expect(vitals.failing()).toEqual(["claims"]);
    await vitals.watch("claims", async () => undefined);
    expect(vitals.failing()).toEqual([]);
    await fail(new TypeError("away"));
    pass(3_001);
    expect(vitals.failing()).toEqual([]);
  });

  it("does not fail by an error that is not the database's", async () => {
    const { vitals, fail } = setUp();
    await fail(new RangeError("a bug"));
    expect(vitals.failing()).toEqual([]);
  });

  it("fails while its work hangs, whatever else is answered", async () => {
    const { vitals, pass } = setUp();
    const hanging = Promise.withResolvers<void>();
    const work = vitals.watch("ingest", () => hanging.promise);
    await vitals.watch("ingest", async () => undefined);
    pass(5_001);
    expect(vitals.failing()).toEqual(["ingest"]);
    hanging.resolve();
    await work;
    expect(vitals.failing()).toEqual([]);
  });
});
