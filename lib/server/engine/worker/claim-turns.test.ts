import { expect, it, vi } from "vitest";
import { createClaimTurns, LOOK_MS, type TurnParts } from "./claim-turns.ts";
import type { EarlyClaim } from "./early-claims.ts";
import type { FoundClaim } from "./found-claims.ts";

const NOTHING: EarlyClaim = { claimed: [], emptied: new Set(), isLookNeeded: false };
const ALL: FoundClaim = { isAnyLeft: false, isMore: false };

function start() {
  const wake = vi.fn<() => void>();
  const turns = createClaimTurns(wake);
  const claim = vi.fn<TurnParts["early"]["claim"]>(async () => NOTHING);
  const isAnyLeft = vi.fn<() => boolean>(() => false);
  const claimFound = vi.fn<TurnParts["claimFound"]>(async () => ALL);
  const take = () => turns.take({ room: () => 10, early: { claim, isAnyLeft }, claimFound });
  return { wake, turns, claim, isAnyLeft, claimFound, take };
}

/** After the first turn, which always looks. */
async function startQuiet() {
  const started = start();
  await started.take();
  started.claimFound.mockClear();
  return started;
}

it("looks at the first turn, and then only when it is asked to", async () => {
  const { take, claimFound, turns, wake } = start();
  expect(await take()).toBe("idle");
  expect(claimFound).toHaveBeenCalledOnce();
  await take();
  expect(claimFound).toHaveBeenCalledOnce();
  turns.wakeToLook();
  expect(wake).toHaveBeenCalledOnce();
  await take();
  expect(claimFound).toHaveBeenCalledTimes(2);
});

it("looks when a while has passed, whoever tells of anything", async () => {
  const { take, claimFound } = await startQuiet();
  const now = performance.now();
  const clock = vi.spyOn(performance, "now").mockReturnValue(now + LOOK_MS + 1);
  await take();
  clock.mockRestore();
  expect(claimFound).toHaveBeenCalledOnce();
});

it("looks when some of what is known to be due has to be looked at", async () => {
  const { take, claim, claimFound } = await startQuiet();
  const first = { ...NOTHING, isLookNeeded: true };
  claim.mockResolvedValueOnce(first);
  await take();
  expect(claimFound).toHaveBeenCalledExactlyOnceWith(first);
});

it("looks once more for who asks while it claims", async () => {
  const { take, claim, claimFound, turns } = await startQuiet();
  claim.mockImplementationOnce(async () => {
    turns.wakeToLook();
    return NOTHING;
  });
  expect(await take()).toBe("more");
  await take();
  expect(claimFound).toHaveBeenCalledOnce();
});

it("looks after a turn that failed", async () => {
  const { take, claim, claimFound } = await startQuiet();
  claim.mockRejectedValueOnce(new Error("The database is away"));
  await expect(take()).rejects.toThrow("The database is away");
  await take();
  expect(claimFound).toHaveBeenCalledOnce();
});

it("goes on at once when a look says so, or a claim took all that it might", async () => {
  const { take, claim, claimFound, turns } = await startQuiet();
  turns.wakeToLook();
  claimFound.mockResolvedValueOnce({ isAnyLeft: false, isMore: true });
  expect(await take()).toBe("more");
  expect(await take()).toBe("idle");
  claim.mockResolvedValueOnce({ ...NOTHING, claimed: Array.from({ length: 10 }) });
  expect(await take()).toBe("more");
});

it("goes on for places that come free while something has found none", async () => {
  const { take, claim, isAnyLeft, turns, wake } = await startQuiet();
  turns.vacated();
  expect(wake).not.toHaveBeenCalled();
  isAnyLeft.mockReturnValue(true);
  claim.mockImplementationOnce(async () => {
    turns.vacated();
    return NOTHING;
  });
  expect(await take()).toBe("more");
  expect(await take()).toBe("idle");
  turns.vacated();
  expect(wake).toHaveBeenCalledOnce();
});
