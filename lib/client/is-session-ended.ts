import { ApiError } from "./api-error.ts";

export function isSessionEnded(error: unknown): boolean {
  return error instanceof ApiError && error.name === "SessionEnded";
}
