import { AppError } from "./errors.ts";

/**
 * Refuses to write over what somebody else has written: `expected` is the version that the change was made from, which
 * is the caller's or, without one, what was read when the request began. The row must be locked.
 */
export function requireVersion(expected: number | undefined, present: number, what: string): void {
  if (expected === undefined || expected === present) return;
  throw new AppError("conflict", `This ${what} was changed in the meantime: read it again, then repeat the change`, {
    data: [{ param: "expected_version", msg: `The current version is ${present}` }],
  });
}
