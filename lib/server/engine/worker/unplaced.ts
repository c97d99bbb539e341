/**
 * Remembers whether something that is due has found no place: only then is a place that comes free a reason to claim
 * again. Otherwise everything was started, and what becomes due later says so by itself.
 */
export function createUnplaced(wake: () => void) {
  let isAny = true;
  let isClaiming = false;
  let vacated = 0;

  return {
    /**
     * A claim begins. The returned function is told at its end whether anything was left, and says whether places came
     * free meanwhile that the claim did not see.
     */
    begin: (): ((isAnyLeft: boolean) => boolean) => {
      const before = vacated;
      isClaiming = true;
      return (isAnyLeft) => {
        isAny = isAnyLeft;
        isClaiming = false;
        return isAny && vacated > before;
      };
    },
    /** A place came free. */
    vacated: (): void => {
      vacated += 1;
      if (isAny && !isClaiming) wake();
    },
  };
}
