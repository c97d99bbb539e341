import type { z } from "zod";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import { AppError, badParam } from "./errors.ts";
import { withoutNulls } from "./without-nulls.ts";

type Segment = PropertyKey;

/** `["payload", "email"]` is `payload.email`, `[3, "event"]` is `[3].event`. */
export function toParam(path: readonly Segment[]): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === "number") return `${text}[${segment}]`;
    return text === "" ? String(segment) : `${text}.${String(segment)}`;
  }, "");
}

export function issuesToDetails(issues: readonly z.core.$ZodIssue[], prefix: readonly Segment[] = []): ErrorDetail[] {
  const details = issues.flatMap(spreadUnknownKeys).map(({ code, path, message }) => ({
    code,
    param: toParam([...prefix, ...path]),
    msg: message,
  }));
  // What has the wrong type says nothing more by its length or form.
  const mistyped = new Set<string>();
  const told = details.filter(({ code, param }) => {
    const isKnown = mistyped.has(param);
    if (code === "invalid_type") mistyped.add(param);
    return !isKnown;
  });
  return told.map(({ param, msg }) => ({ param, msg }));
}

/** Unknown keys are reported at the object that has them; each of them is a parameter at fault. */
function spreadUnknownKeys(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, "code" | "path" | "message">[] {
  if (issue.code !== "unrecognized_keys") return [issue];
  return issue.keys.map((key) => ({ code: issue.code, path: [...issue.path, key], message: "Not a known key" }));
}

/** Parses input from outside, or throws the documented 400 (`code`: 422) with every parameter at fault. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  code: "bad_request" | "unprocessable" = "bad_request",
): z.output<T> {
  const result = schema.safeParse(withoutNulls(schema, value));
  if (result.success) return result.data;
  const { issues } = result.error;
  if (issues.some(({ code: kind, path }) => path.length === 0 && kind !== "unrecognized_keys"))
    throw new AppError(code, "The body must be a JSON object");
  throw new AppError(code, "Validation failed", { data: issuesToDetails(issues) });
}

/** Like `parseInput`, for input that goes into columns of text and jsonb: what those cannot hold is a 400 too. */
export function parseStorable<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const data = parseInput(schema, value);
  requireStorable(data, []);
  return data;
}

const DEPTH_MAX = 32;

/**
 * PostgreSQL holds neither NUL nor half a surrogate pair in its text, and nothing that nests without end. `path` leads to
 * the value, and is as it was when this returns: a copy for each of many values would take as long as their reading.
 */
function requireStorable(value: unknown, path: Segment[]): void {
  if (typeof value === "string" && !isStorable(value))
    throw badParam(toParam(path), "Contains characters that cannot be stored");
  if (typeof value !== "object" || value === null) return;
  if (path.length === DEPTH_MAX) throw badParam(toParam(path), "Nested too deeply");
  const inside = (key: string | number, item: unknown) => {
    path.push(key);
    requireStorable(item, path);
    path.pop();
  };
  if (Array.isArray(value)) return value.forEach((item, index) => inside(index, item));
  for (const [key, item] of Object.entries(value)) {
    if (!isStorable(key)) throw badParam(toParam(path), "A key contains characters that cannot be stored");
    inside(key, item);
  }
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}
