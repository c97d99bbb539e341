const UNIQUE_VIOLATION = "23505";
const DEADLOCK = "40P01";
const SERIALIZATION = "40001";

type PgError = { code: string; constraint?: string };

/** The database's own error below what a library wrapped around it. */
export function findPgError(error: unknown): PgError | undefined {
  for (let current = error, depth = 0; depth < 5 && current instanceof Error; current = current.cause, depth += 1) {
    if ("code" in current && typeof current.code === "string") {
      const constraint =
        "constraint" in current && typeof current.constraint === "string" ? current.constraint : undefined;
      return constraint === undefined ? { code: current.code } : { code: current.code, constraint };
    }
  }
  return undefined;
}

export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const found = findPgError(error);
  return found?.code === UNIQUE_VIOLATION && found.constraint === constraint;
}

/** The database chose this transaction as the victim of a conflict; the same work may simply be done again. */
export function isTransientConflict(error: unknown): boolean {
  const code = findPgError(error)?.code;
  return code === DEADLOCK || code === SERIALIZATION;
}

/** The values themselves were refused (bad text, too deep, out of range), so trying again cannot help. */
export function isDataError(error: unknown): boolean {
  const code = findPgError(error)?.code;
  return code !== undefined && (code.startsWith("22") || code.startsWith("54"));
}

/** The database does not take this row, for its values or for a constraint. */
export function isRowRefused(error: unknown): boolean {
  return isDataError(error) || findPgError(error)?.code.startsWith("23") === true;
}

const LOST_CONNECTION_CODES = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ERR_STREAM_DESTROYED"]);
const UNAVAILABLE_NODE_CODES = new Set([
  ...LOST_CONNECTION_CODES,
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENOENT",
  "ENOTFOUND",
]);

/** The database is away, starting, stopping, read-only, out of connections or too busy to answer in time. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = findPgError(error)?.code;
  if (code !== undefined) return UNAVAILABLE_NODE_CODES.has(code) || /^(08|40|53|57|25006|55P03)/.test(code);
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|Client was closed|Client has encountered a connection error|pool after calling end/i.test(
      messages(error),
    )
  );
}

const DISK_FULL = "53100";

/** There was no room on the disk, for the database or for ourselves. */
export function isDiskFull(error: unknown): boolean {
  const code = findPgError(error)?.code;
  if (code !== undefined && [DISK_FULL, "ENOSPC"].includes(code)) return true;
  // What PostgreSQL's programs said before they ended; they speak English here.
  return error instanceof Error && /No space left on device/.test(messages(error));
}

/** The connection was lost or went silent, so the statement may have been carried out. */
export function isOutcomeUnknown(error: unknown): boolean {
  const code = findPgError(error)?.code;
  if (code !== undefined) return LOST_CONNECTION_CODES.has(code) || code.startsWith("08") || code === "57P01";
  return error instanceof Error && /connection terminated|connection error/i.test(messages(error));
}

function messages(error: Error): string {
  return error.cause instanceof Error ? `${error.message}\n${messages(error.cause)}` : error.message;
}
