import { ApiError, type ApiErrorName } from "#lib/client/api-error.ts";

export type ErrorWords = { text: string; requestId: string | undefined };

const BY_NAME: Partial<Record<ApiErrorName, string>> = {
  NetworkError: "The server could not be reached. Check the connection and try again.",
  InvalidResponse: "The server sent a response that this page does not understand.",
  SessionEnded: "Your session has ended. Reload the page that contains this workspace.",
  Unauthorized: "Your session is no longer accepted. Reload the page that contains this workspace.",
  StaleToken: "Your session is no longer accepted. Reload the page that contains this workspace.",
  Forbidden: "Your role does not allow this. Ask an administrator of your workspace.",
  NotFound: "It no longer exists, or it belongs to another workspace.",
  PayloadTooLarge: "This is too large to be sent.",
  TooManyRequests: "Too many requests in a short time. Wait a few seconds and try again.",
  InternalServerError: "Something went wrong on the server. Trying again may help.",
  ServiceUnavailable: "The service is temporarily unavailable. Try again shortly.",
};

/** The cause in plain words. Where the server's own sentence says more than its name (a conflict, a bad field), that is shown. */
export function describeError(error: unknown): ErrorWords {
  if (!(error instanceof ApiError))
    return { text: "Something unexpected happened on this page.", requestId: undefined };
  return { text: BY_NAME[error.name] ?? error.message, requestId: error.requestId };
}
