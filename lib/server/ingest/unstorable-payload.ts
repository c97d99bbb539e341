import { badParam, type AppError } from "../errors.ts";

/** JSON that the database cannot hold: nested beyond its limits. */
export function unstorablePayload(): AppError {
  return badParam("payload", "This payload cannot be stored");
}
