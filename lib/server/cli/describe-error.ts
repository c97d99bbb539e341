import { stripVTControlCharacters } from "node:util";
import { CommanderError } from "commander";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import { EmbeddedPostgresError } from "#lib/server/db/embedded/embedded-postgres-error.ts";
import { isDatabaseUnavailable } from "#lib/server/db/pg-error.ts";
import { EnvError } from "#lib/server/runtime/env.ts";
import { AppError } from "#lib/server/runtime/errors.ts";

/** A command that was called in a way that cannot work. */
export class UsageError extends Error {
  override name = "Usage";
}

/** What the command was asked for cannot be done as things are. */
export class CommandError extends Error {
  readonly reason: "NotFound" | "Conflict" | "Canceled" | "Interrupted";

  constructor(reason: CommandError["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

export type Described = { exitCode: number; name: string; message: string; data?: ErrorDetail[] };

const FAILURE = 1;
const USAGE = 2;

/** What a person and a machine are told. Never the values of a query: they are customers' data or secrets. */
export function describeError(error: unknown): Described {
  if (error instanceof CommanderError) return { exitCode: USAGE, name: "Usage", message: usageMessage(error) };
  if (error instanceof UsageError) return { exitCode: USAGE, name: "Usage", message: error.message };
  if (error instanceof CommandError) return { exitCode: FAILURE, name: error.reason, message: error.message };
  if (error instanceof EnvError) return { exitCode: FAILURE, name: "Configuration", message: oneLine(error.message) };
  if (error instanceof AppError) return describeAppError(error);
  if (error instanceof EmbeddedPostgresError)
    return { exitCode: FAILURE, name: "Database", message: oneLine(error.message) };
  if (isDatabaseUnavailable(error)) {
    return { exitCode: FAILURE, name: "Database", message: `The database cannot be reached: ${rootMessage(error)}` };
  }
  return { exitCode: FAILURE, name: "Failed", message: rootMessage(error) };
}

function describeAppError(error: AppError): Described {
  const { name, message, data } = error.toEnvelope().error;
  const base = { exitCode: FAILURE, name };
  if (data === undefined) return { ...base, message };
  return { ...base, data, message: data.map(({ param, msg }) => `${param}: ${msg}`).join("; ") };
}

/** The message of the innermost cause: a library's own wraps it in the query and its values. */
function rootMessage(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error && current.cause instanceof Error; depth += 1) {
    current = current.cause;
  }
  if (current instanceof AggregateError) current = current.errors[0] ?? current;
  return oneLine(current instanceof Error && current.message !== "" ? current.message : String(current));
}

function usageMessage(error: CommanderError): string {
  // Without a noun or a verb the help was shown instead of a message.
  if (error.code === "commander.help") return "A command is needed";
  return oneLine(error.message.replace(/^error: /, ""));
}

/** Without what would steer the terminal: a refused argument is repeated in its refusal. */
function oneLine(message: string): string {
  return stripVTControlCharacters(message)
    .replaceAll(/[^\P{Cc}\n]/gu, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}
