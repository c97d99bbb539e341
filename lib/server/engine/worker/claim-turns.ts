import type { EarlyClaim } from "./early-claims.ts";
import type { FoundClaim } from "./found-claims.ts";
import { createUnplaced } from "./unplaced.ts";

/** The safety net: how late what nobody has told of can be noticed. */
export const LOOK_MS = 500;

export type TurnParts = {
  /** How many attempts one claim may start at most. */
  room: () => number;
  early: { claim: (most: number) => Promise<EarlyClaim>; isAnyLeft: () => boolean };
  claimFound: (first: EarlyClaim) => Promise<FoundClaim>;
};

/**
 * Claims in turns: what is known to be due at each; all else is looked for when somebody asks for it, when some of what
 * is known has to be looked at, and from time to time.
 */
export function createClaimTurns(wake: () => void) {
  let isLookWanted = true;
  let lookedAt = -Infinity;
  const wakeToLook = () => {
    isLookWanted = true;
    wake();
  };
  const unplaced = createUnplaced(wakeToLook);
  const unplacedEarly = createUnplaced(wake);

  /** Whether the next look is due at once. */
  async function look(claimFound: TurnParts["claimFound"], first: EarlyClaim): Promise<boolean> {
    const end = unplaced.begin();
    lookedAt = performance.now();
    const { isAnyLeft, isMore } = await claimFound(first);
    return end(isAnyLeft) || isMore;
  }

  return {
    /** Has all that is due looked for. */
    wakeToLook,
    /** A place came free. */
    vacated: (): void => {
      unplaced.vacated();
      unplacedEarly.vacated();
    },
    take: async ({ room, early, claimFound }: TurnParts): Promise<"more" | "idle"> => {
      const isTime = isLookWanted || performance.now() - lookedAt >= LOOK_MS;
      // Who asks for a look from here on may mean what this one does not see.
      isLookWanted = false;
      const endEarly = unplacedEarly.begin();
      try {
        const most = room();
        const first = await early.claim(most);
        if (isTime || first.isLookNeeded) isLookWanted = (await look(claimFound, first)) || isLookWanted;
        const isCut = most > 0 && first.claimed.length >= most;
        return endEarly(early.isAnyLeft()) || isCut || isLookWanted ? "more" : "idle";
      } catch (error) {
        isLookWanted = true;
        throw error;
      }
    },
  };
}
