import { ApiError, type ApiErrorName } from "#lib/client/api-error.ts";
import type { commonTexts } from "#lib/i18n/texts/common.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export type ErrorWords = { text: string; requestId: string | undefined };

const BY_NAME = {
  NetworkError: "error.network",
  InvalidResponse: "error.invalid-response",
  SessionEnded: "error.session-ended",
  Unauthorized: "error.session-refused",
  StaleToken: "error.session-refused",
  Forbidden: "error.forbidden",
  NotFound: "error.not-found",
  PayloadTooLarge: "error.too-large",
  TooManyRequests: "error.too-many-requests",
  InternalServerError: "error.server",
  ServiceUnavailable: "error.unavailable",
} as const satisfies Partial<Record<ApiErrorName, string>>;

type Known = keyof typeof BY_NAME;

function isKnown(name: ApiErrorName): name is Known {
  return Object.hasOwn(BY_NAME, name);
}

/** The cause in plain words. Where the server's own sentence says more than its name (a conflict, a bad field), that is shown. */
export function describeError(error: unknown, t: TranslateOf<typeof commonTexts>): ErrorWords {
  if (!(error instanceof ApiError)) return { text: t("error.unexpected"), requestId: undefined };
  const { name, message, requestId } = error;
  return { text: isKnown(name) ? t(BY_NAME[name]) : message, requestId };
}
