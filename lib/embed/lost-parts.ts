import type { Clock } from "./clock.ts";

export type PartsStatus = "complete" | "retrying" | "outdated";

type Options = {
  clock: Pick<Clock, "setTimer">;
  /** Asks for the script at this path once more. */
  request: (path: string) => void;
  /** Whether the server has another build than this page, so that what is missing can never come. */
  isOutdated: () => Promise<boolean>;
};

const DELAY_MS = 500;
const DELAY_MAX_MS = 15_000;
/** One failure is often over before anybody has noticed. */
const QUIET_FAILURES = 1;

/** The scripts that did not come: each is asked for until it comes, or until the server has another build. */
export class LostParts {
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  readonly #failures = new Map<string, number>();
  #status: PartsStatus = "complete";

  constructor(options: Options) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): PartsStatus => this.#status;

  async fail(path: string): Promise<void> {
    const failures = (this.#failures.get(path) ?? 0) + 1;
    this.#failures.set(path, failures);
    if (failures > QUIET_FAILURES) {
      await this.checkBuild();
      if (this.#status === "complete") this.#setStatus("retrying");
    }
    const delayMs = Math.min(DELAY_MS * 2 ** failures, DELAY_MAX_MS);
    if (this.#status !== "outdated") this.#options.clock.setTimer(() => this.#options.request(path), delayMs);
  }

  arrive(path: string): void {
    this.#failures.delete(path);
    const isAnyLate = [...this.#failures.values()].some((failures) => failures > QUIET_FAILURES);
    if (this.#status === "retrying" && !isAnyLate) this.#setStatus("complete");
  }

  async checkBuild(): Promise<void> {
    if (await this.#options.isOutdated()) this.#setStatus("outdated");
  }

  #setStatus(status: PartsStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}
