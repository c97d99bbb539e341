import type { Log } from "./log.ts";

/** Why the server cannot start, in words for the person who starts it; printed without a stack. */
export class StartError extends Error {}

/** Collects what must be stopped, and stops it in the reverse order of its start. A failure does not keep the rest. */
export function createStopper(log: Log) {
  const steps: { name: string; stop: () => Promise<void> }[] = [];
  let stopping: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (const { name, stop } of steps.toReversed()) {
      await stop().catch((error: unknown) => log.error({ err: error, part: name }, "Stopping a part failed"));
    }
  }

  return {
    add: (name: string, stop: () => Promise<void>): void => {
      steps.push({ name, stop });
    },
    stop: (): Promise<void> => (stopping ??= run()),
    isStopping: (): boolean => stopping !== undefined,
  };
}

export type Stopper = ReturnType<typeof createStopper>;
