import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

const LINES_MAX = 20;
const LINE_CHARS_MAX = 500;

/** Keeps the end of a log. The pipe may outlive the process, in the hands of its children, so the wait for the rest is bounded. */
export function keepLastLines(stream: Readable): { complete(withinMs: number): Promise<string[]> } {
  let tail = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => (tail = (tail + text).slice(-LINES_MAX * LINE_CHARS_MAX)));
  const closed = new Promise<void>((resolve) => stream.once("close", resolve));
  return {
    async complete(withinMs) {
      await Promise.race([closed, delay(withinMs)]);
      return tail.trim().split("\n").slice(-LINES_MAX);
    },
  };
}
