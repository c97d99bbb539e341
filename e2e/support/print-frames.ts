import type { BrowserContext, Frame } from "@playwright/test";

/** Writes what every frame shows when a test has failed: where only the output is kept, the pictures are gone. */
export async function printFrames(context: BrowserContext, title: string): Promise<void> {
  const frames = context.pages().flatMap((page) => page.frames());
  const shown = await Promise.all(frames.map(describeFrame));
  process.stdout.write(`\nWhat was shown when “${title}” failed:\n${shown.join("\n")}\n`);
}

/** A launch token in an address is worth nothing to a reader. */
async function describeFrame(frame: Frame): Promise<string> {
  const { origin, pathname } = new URL(frame.url(), "about:blank");
  return `--- ${origin}${pathname}\n${await snapshot(frame)}`;
}

async function snapshot(frame: Frame): Promise<string> {
  try {
    return await frame.locator("body").ariaSnapshot({ timeout: 1000 });
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
