import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClaimedRuleEvent } from "../claimed.ts";
import { createPacedClaims, type PacedClaims } from "./paced-claims.ts";

let paced: PacedClaims<number>;
const claim = vi.fn<(limit: number) => Promise<ClaimedRuleEvent[]>>();
const wake = vi.fn<() => void>();
const onError = vi.fn<(error: unknown) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  for (const mock of [claim, wake, onError]) mock.mockReset();
  claim.mockResolvedValue([]);
  paced = createPacedClaims({ claim, wake, onError });
});

afterEach(() => {
  paced.stop();
  vi.useRealTimers();
});

describe("paced claims", () => {
  it("ask nothing of the database while no paced connection has anything due", async () => {
    paced.note(undefined);
    await paced.claim(10);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(claim).not.toHaveBeenCalled();
    expect(wake).not.toHaveBeenCalled();
  });

  it("wake the worker once, when tokens have flowed back", async () => {
    paced.note(2_000);
    await vi.advanceTimersByTimeAsync(1_999);
    expect([paced.isTime(), wake.mock.calls.length]).toEqual([false, 0]);
    await vi.advanceTimersByTimeAsync(10);
    expect([paced.isTime(), wake.mock.calls.length]).toEqual([true, 1]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it("pause when something could go and nothing was got, until an own attempt ends", async () => {
    paced.note(0);
    await paced.claim(10);
    paced.note(0);
    expect(paced.isTime()).toBe(false);
    await paced.claim(10);
    expect(claim).toHaveBeenCalledTimes(1);
    paced.lift();
    await paced.claim(10);
    expect(claim).toHaveBeenCalledTimes(2);
    paced.note(0);
    await vi.advanceTimersByTimeAsync(110);
    expect(wake).toHaveBeenCalled();
    expect(paced.isTime()).toBe(true);
  });

  it("report a failure and leave the other claims alone", async () => {
    claim.mockRejectedValue(new Error("no database"));
    paced.note(0);
    expect(await paced.claim(10)).toEqual([]);
    expect(onError).toHaveBeenCalledTimes(1);
    expect(paced.isTime()).toBe(false);
  });
});
