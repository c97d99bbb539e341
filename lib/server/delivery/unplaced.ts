/**
 * Remembers whether something that is due has found no place: only then is a place that comes free a reason to look
 * for work. Otherwise everything was started, and what becomes due later says so by itself.
 */
export function createUnplaced(wake: () => void) {
  let isSome = true;
  let vacated = 0;

  return {
    /** A look for work begins. The returned function says at its end whether places came free that it did not see. */
    begin: (): (() => boolean) => {
      const before = vacated;
      isSome = true;
      return () => isSome && vacated > before;
    },
    /** What the look has found. */
    note: (isAny: boolean): void => {
      isSome = isAny;
    },
    /** A place came free. */
    vacated: (): void => {
      vacated += 1;
      if (isSome) wake();
    },
  };
}
