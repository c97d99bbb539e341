import type { ErrorDetail, ErrorName } from "#lib/contracts/errors.ts";

/**
 * `NetworkError`: no answer (status 0). `InvalidResponse`: an answer that is not in the contract.
 * `SessionEnded`: the host gave no working token any more (status 401).
 */
export type ApiErrorName = ErrorName | "NetworkError" | "InvalidResponse" | "SessionEnded";

type ApiErrorInit = {
  status: number;
  name: ApiErrorName;
  /** The server's own sentence. What this page says itself is chosen by `name`. */
  message?: string | undefined;
  data?: ErrorDetail[] | undefined;
  requestId?: string | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
};

/** The only error that `lib/client` throws, but for the abort of a caller's own signal. The UI branches on `name` and `status`. */
export class ApiError extends Error {
  override readonly name: ApiErrorName;
  readonly status: number;
  readonly data: ErrorDetail[];
  readonly requestId: string | undefined;
  /** How long the server asks to wait before the next try. */
  readonly retryAfterMs: number | undefined;

  constructor({ status, name, message, data, requestId, retryAfterMs, cause }: ApiErrorInit) {
    super(message ?? name, { cause });
    this.name = name;
    this.status = status;
    this.data = data ?? [];
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
  }
}
