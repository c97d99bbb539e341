import { InvalidArgumentError, type Command } from "commander";
import type { z } from "zod";
import { invisibleProblem } from "#lib/contracts/visible-text.ts";
import { parseDurations } from "#lib/server/runtime/durations.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import { isUuid } from "#lib/server/runtime/ids.ts";
import { parseStorable } from "#lib/server/runtime/validation.ts";
import { UsageError } from "./describe-error.ts";

const NAME_CHARACTERS_MAX = 100;

export function toId(text: string): string {
  if (!isUuid(text)) throw new InvalidArgumentError("An id is a UUID.");
  return text.toLowerCase();
}

export function toName(text: string): string {
  const name = text.trim();
  if (name === "") throw new InvalidArgumentError("A name is not empty.");
  const problem = invisibleProblem(name);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  if (name.length > NAME_CHARACTERS_MAX)
    throw new InvalidArgumentError(`A name has at most ${NAME_CHARACTERS_MAX} characters.`);
  return name;
}

/** "30d" in milliseconds. */
export function toDurationMs(text: string): number {
  try {
    const [ms, ...rest] = parseDurations(text);
    if (ms === undefined || rest.length > 0) throw new Error("one duration, not several");
    return ms;
  } catch {
    throw new InvalidArgumentError("A duration is a whole number with its unit: 45s, 10m, 12h or 30d.");
  }
}

export function toCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("A whole number is needed.");
  return Number(text);
}

/** For options that may be given several times. */
export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** Checks options with the contract's schema, and names them as they were typed. */
export function parseOptions<T extends z.ZodType>(
  schema: T,
  value: unknown,
  names: Readonly<Record<string, string>>,
): z.output<T> {
  try {
    return parseStorable(schema, value);
  } catch (error) {
    if (!(error instanceof AppError) || error.data === undefined) throw error;
    const optionForParam = (param: string) => names[param.split(/[.[]/)[0] ?? ""] ?? param;
    throw new UsageError(error.data.map(({ param, msg }) => `${optionForParam(param)}: ${msg}`).join("; "));
  }
}

/** A verb of a noun, with the options that every verb has and with examples in its help. */
export function addVerb(noun: Command, verb: string, description: string, examples: readonly string[]): Command {
  const path = `${noun.name()} ${verb}`;
  const lines = examples.map((example) => `  npm run meshes -- ${path}${example === "" ? "" : ` ${example}`}`);
  return noun
    .command(verb)
    .description(description)
    .option("--json", "print one JSON document (with npm run --silent)")
    .addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}
