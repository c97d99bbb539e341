/** A part of a node that lives on answers of the database. */
export type Part = "ingest" | "claims" | "recording";

/** Work that takes this long is not getting an answer. */
const HUNG_MS = 5_000;
/** How long a failure counts when nothing has been tried since. */
const FAILED_MS = 3_000;

type Run = { startedAt: number };
type State = { running: Set<Run>; failedAt: number };

export type Vitals = {
  /** Does a piece of work of this part, and keeps in mind how it went. */
  watch<T>(part: Part, work: () => Promise<T>): Promise<T>;
  /** The parts whose work hangs, or has just failed. */
  failing(): Part[];
};

/** How the parts of this node are doing, by the work itself: another connection may well answer while theirs do not. */
export function createVitals(
  isFailure: (error: unknown) => boolean,
  now: () => number = () => performance.now(),
): Vitals {
  const states = new Map<Part, State>();

  function getState(part: Part): State {
    const state = states.get(part) ?? { running: new Set(), failedAt: -Infinity };
    states.set(part, state);
    return state;
  }

  return {
    watch: async (part, work) => {
      const state = getState(part);
      const run = { startedAt: now() };
      state.running.add(run);
      try {
        const result = await work();
        state.failedAt = -Infinity;
        return result;
      } catch (error) {
        if (isFailure(error)) state.failedAt = now();
        throw error;
      } finally {
        state.running.delete(run);
      }
    },
    failing: () => {
      const at = now();
      const isFailing = ({ running, failedAt }: State) =>
        at - failedAt < FAILED_MS || [...running].some(({ startedAt }) => at - startedAt > HUNG_MS);
      return [...states].filter(([, state]) => isFailing(state)).map(([part]) => part);
    },
  };
}
