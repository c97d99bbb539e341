import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { CommandError, UsageError } from "./describe-error.ts";

/** Asks before something is lost. Without a terminal `--yes` must have been given. */
export async function confirm(command: Command, question: string, signal: AbortSignal): Promise<void> {
  if (command.opts<{ yes?: true }>().yes === true) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UsageError("Nobody can be asked here: add --yes to go ahead");
  // A terminal in its own mode, so that Ctrl-C is the signal that everything else listens to.
  const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    // Without an answer, by Ctrl-D, it is a no.
    const nothing = once(terminal, "close").then(() => "");
    const answer = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), nothing]);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError("Canceled", "Nothing was changed");
  } finally {
    terminal.close();
  }
}
