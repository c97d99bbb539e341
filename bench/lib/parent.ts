import type { z } from "zod";

/** What the benchmark gave this process. Ends the process when the benchmark is gone. */
export function readInput<S extends z.ZodType>(schema: S): z.output<S> {
  process.once("disconnect", () => process.exit(1));
  return schema.parse(JSON.parse(process.argv[2] ?? "{}"));
}

export function tell(message: object): void {
  process.send?.(message);
}

/** Tells it and ends this process. */
export function finish(message: object): void {
  process.send?.(message, undefined, {}, () => process.disconnect());
}
