import type { Access } from "./access.ts";

/**
 * Runs what only describes or refines an answer. A bug in there is reported, and leaves the answer what it is: a delivery
 * that arrived must not be repeated because its answer could not be shown.
 */
export function described<T>(describe: () => T, { reportBug }: Pick<Access, "reportBug">): T | undefined {
  try {
    return describe();
  } catch (error) {
    reportBug?.(error);
    return undefined;
  }
}
