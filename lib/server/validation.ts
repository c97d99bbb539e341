import type { z } from "zod";
import type { ErrorDetail } from "../contracts/errors.ts";
import { AppError } from "./errors.ts";

type Segment = PropertyKey;

/** `["payload", "email"]` is `payload.email`, `[3, "event"]` is `[3].event`. */
export function toParam(path: readonly Segment[]): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === "number") return `${text}[${segment}]`;
    return text === "" ? String(segment) : `${text}.${String(segment)}`;
  }, "");
}

export function issuesToDetails(issues: readonly z.core.$ZodIssue[], prefix: readonly Segment[] = []): ErrorDetail[] {
  return issues.map((issue) => ({ param: toParam([...prefix, ...issue.path]), msg: issue.message }));
}

/** Parses input from outside, or throws the documented 400 with every parameter at fault. */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("bad_request", "Validation failed", { data: issuesToDetails(result.error.issues) });
}
