import type { Clock } from "./clock.ts";

const SWING_MS = 500;
const SWINGS_MAX = 4;

/** The measured element and its page. `watch` and `onNextFrame` answer with the function that undoes them. */
export type HeightSource = {
  measure: () => number;
  isHidden: () => boolean;
  onNextFrame: (callback: () => void) => () => void;
  watch: (callback: () => void) => () => void;
};

type Options = { source: HeightSource; clock: Pick<Clock, "now">; report: (height: number) => void };

/**
 * Reports the content's height in whole CSS pixels: at most once a frame, only when it changed, never while hidden.
 * Content that swings between two heights (a scroll bar that appears and disappears) is held at the larger one.
 */
export class HeightReporter {
  readonly #options: Options;
  #cancelFrame: (() => void) | undefined;
  #last = 0;
  #beforeLast = 0;
  #lastAt = 0;
  #swings = 0;
  #held: { min: number; max: number } | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): () => void {
    const stopWatching = this.#options.source.watch(() => this.#schedule());
    this.#measure();
    return () => {
      stopWatching();
      this.#cancelFrame?.();
      this.#cancelFrame = undefined;
    };
  }

  #schedule(): void {
    this.#cancelFrame ??= this.#options.source.onNextFrame(() => {
      this.#cancelFrame = undefined;
      this.#measure();
    });
  }

  #measure(): void {
    const { source, clock, report } = this.#options;
    if (source.isHidden()) return;
    const measured = Math.ceil(source.measure());
    if (measured <= 0 || measured === this.#last) return;
    if (this.#held && measured >= this.#held.min && measured <= this.#held.max) return;
    this.#held = undefined;
    const height = this.#damp(measured, clock.now());
    if (height !== this.#last) report(height);
    this.#beforeLast = this.#last;
    this.#last = height;
    this.#lastAt = clock.now();
  }

  #damp(measured: number, now: number): number {
    const isSwing = measured === this.#beforeLast && now - this.#lastAt < SWING_MS;
    this.#swings = isSwing ? this.#swings + 1 : 0;
    if (this.#swings < SWINGS_MAX) return measured;
    this.#swings = 0;
    this.#held = { min: Math.min(measured, this.#last), max: Math.max(measured, this.#last) };
    return this.#held.max;
  }
}
