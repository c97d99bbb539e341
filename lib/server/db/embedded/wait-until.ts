import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 10;

/** True as soon as the condition holds, false when it still does not after `withinMs`. */
export async function waitUntil(condition: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (condition()) return true;
    await delay(POLL_MS);
  }
  return condition();
}
