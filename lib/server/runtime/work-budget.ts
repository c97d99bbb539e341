/** Told how many characters are worked on next; false when that is more than what is left. */
export type Spend = (characters: number) => boolean;

/**
 * Bounds what the text of one tenant can make the process do: characters worked on, and time of the CPU, which other
 * work on the machine does not use up. Once it is used up it stays so.
 */
export type WorkBudget = {
  /** Runs one stretch of work without a pause, which asks `spend` before each of its steps. */
  run<T>(work: (spend: Spend) => T): T;
};

export type WorkLimits = { cpuMs: number; charactersMax: number };

/** For everything that one preview or one delivery does with a tenant's text. A usual one takes less than 1 ms. */
const LIMITS: WorkLimits = { cpuMs: 30, charactersMax: 8_000_000 };

export function createWorkBudget({ cpuMs, charactersMax }: WorkLimits = LIMITS): WorkBudget {
  let characters = charactersMax;
  let micros = cpuMs * 1000;
  return {
    run: (work) => {
      const startedAt = cpuMicros();
      const spend: Spend = (wanted) => {
        characters -= wanted;
        return characters >= 0 && cpuMicros() - startedAt < micros;
      };
      try {
        return work(spend);
      } finally {
        micros -= cpuMicros() - startedAt;
      }
    },
  };
}

function cpuMicros(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
