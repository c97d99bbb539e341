import { vi } from "vitest";

const TIMEOUT_MS = 15_000;

/** Repeats these expectations until they hold: for as long as a busy machine may need, and not the second of `vi.waitFor`. */
export const eventually = (expectations: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(expectations, { timeout: TIMEOUT_MS });
