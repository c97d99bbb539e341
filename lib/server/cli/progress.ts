const PROGRESS_MS = 2_000;

/** Says where a long command stands: only now and then, so that a log of it stays short, and not when it is soon over. */
export function createProgress(say: (line: string) => void) {
  let saidAt = performance.now();
  return (line: string): void => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    say(line);
  };
}
