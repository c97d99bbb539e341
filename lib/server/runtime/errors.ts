import type { ErrorDetail, ErrorEnvelope, ErrorName } from "#lib/contracts/errors.ts";

export type ErrorCode =
  | "bad_request"
  | "unauthorized"
  | "stale_token"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "payload_too_large"
  | "unsupported_media_type"
  | "unprocessable"
  | "too_early"
  | "too_many_requests"
  | "internal"
  | "unavailable";

type ErrorShape = { status: number; phrase: string; name: ErrorName };

const SHAPES: Record<ErrorCode, ErrorShape> = {
  bad_request: { status: 400, phrase: "Bad Request", name: "BadRequest" },
  unauthorized: { status: 401, phrase: "Unauthorized", name: "Unauthorized" },
  stale_token: { status: 401, phrase: "Unauthorized", name: "StaleToken" },
  forbidden: { status: 403, phrase: "Forbidden", name: "Forbidden" },
  not_found: { status: 404, phrase: "Not Found", name: "NotFound" },
  method_not_allowed: { status: 405, phrase: "Method Not Allowed", name: "MethodNotAllowed" },
  conflict: { status: 409, phrase: "Conflict", name: "Conflict" },
  payload_too_large: { status: 413, phrase: "Payload Too Large", name: "PayloadTooLarge" },
  unsupported_media_type: { status: 415, phrase: "Unsupported Media Type", name: "UnsupportedMediaType" },
  unprocessable: { status: 422, phrase: "Unprocessable Entity", name: "UnprocessableEntity" },
  too_early: { status: 425, phrase: "Too Early", name: "TooEarly" },
  too_many_requests: { status: 429, phrase: "Too Many Requests", name: "TooManyRequests" },
  internal: { status: 500, phrase: "Internal Server Error", name: "InternalServerError" },
  unavailable: { status: 503, phrase: "Service Unavailable", name: "ServiceUnavailable" },
};

/** The refusals for the documents, in the order of their statuses. */
export const errorShapes: readonly (ErrorShape & { code: ErrorCode })[] = typedEntries(SHAPES);

function typedEntries(shapes: Record<ErrorCode, ErrorShape>): (ErrorShape & { code: ErrorCode })[] {
  const codes: readonly string[] = Object.keys(shapes);
  return codes.filter((code): code is ErrorCode => code in shapes).map((code) => ({ code, ...shapes[code] }));
}

type AppErrorOptions = { data?: ErrorDetail[]; cause?: unknown; headers?: Record<string, string> };

/** A refusal that the caller may read. Everything else that is thrown answers 500 with a fixed text. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorDetail[] | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.data = options.data;
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return SHAPES[this.code].status;
  }

  toEnvelope(): ErrorEnvelope {
    const { phrase, name } = SHAPES[this.code];
    const data = this.data === undefined ? {} : { data: this.data };
    return { message: phrase, error: { name, message: this.message, ...data } };
  }
}

/** One text for malformed, unknown and foreign ids, so that nobody learns which ids exist. */
export function notFound(): AppError {
  return new AppError("not_found", "No such object");
}

/** Bad input with the parameter at fault; `param` is a dotted path. */
export function badParam(param: string, msg: string): AppError {
  return new AppError("bad_request", "Validation failed", { data: [{ param, msg }] });
}
