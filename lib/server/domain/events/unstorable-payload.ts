import { badParam, type AppError } from "#lib/server/runtime/errors.ts";

/** JSON that the database cannot hold: nested beyond its limits. */
export function unstorablePayload(): AppError {
  return badParam("payload", "This payload cannot be stored");
}
