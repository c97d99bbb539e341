import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import type { Fault, FaultClass } from "./fault.ts";

/** `json` is undefined when the body is not JSON. Header names are in lower case. `cut`: why the body ended early. */
export type ProviderAnswer = {
  status: number;
  headers: Record<string, string>;
  json: unknown;
  text: string;
  cut?: "timeout" | "network";
};

export type ProviderError = { code?: string | undefined; message?: string | undefined };

/** How a provider says that something went wrong. What is not said here follows the status. */
export type ErrorRules = {
  /** What the body says went wrong; undefined when it says nothing. Also asked for 2xx: an error there is an error. */
  read: (answer: ProviderAnswer) => ProviderError | undefined;
  codes?: Readonly<Record<string, FaultClass>>;
  statuses?: Readonly<Record<number, FaultClass>>;
  /** Asked first, for what code and status alone cannot tell. */
  classify?: (error: ProviderError, answer: ProviderAnswer) => FaultClass | undefined;
  /** When to ask again, for providers that do not say it in `Retry-After`. */
  retryAfterMs?: (answer: ProviderAnswer, now: Date) => number | undefined;
  /** Whether what was asked for may have been done all the same. */
  isAmbiguous?: (error: ProviderError) => boolean;
  /** Whether a limit holds for this one request and not for the connection. */
  isNarrow?: (answer: ProviderAnswer) => boolean;
};

/** A table of codes, written by what they mean. */
export function faultCodes(
  ...groups: readonly (readonly [FaultClass, readonly string[]])[]
): Record<string, FaultClass> {
  return Object.fromEntries(
    groups.flatMap(([faultClass, codes]) => codes.map((code): [string, FaultClass] => [code, faultClass])),
  );
}

type ResponseContext = { provider: string; rules: ErrorRules; now: Date; canRenew: boolean };

/** Undefined for a good answer. */
export function classifyResponse(
  answer: ProviderAnswer,
  { provider, rules, now, canRenew }: ResponseContext,
): Fault | undefined {
  const error = rules.read(answer);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (isSuccess && error === undefined) return undefined;
  const said = error ?? {};
  const faultClass = classifyError(said, answer, rules);
  return {
    class: faultClass === "auth_expired" && !canRenew ? "auth_failed" : faultClass,
    message: describe(provider, faultClass, answer.status, error),
    code: said.code,
    statusCode: answer.status,
    retryAfterMs: rules.retryAfterMs?.(answer, now) ?? parseRetryAfter(answer.headers["retry-after"], now),
    isNarrow: rules.isNarrow?.(answer),
    isAmbiguous: rules.isAmbiguous?.(said),
    body: answer.json,
  };
}

function classifyError(error: ProviderError, answer: ProviderAnswer, rules: ErrorRules): FaultClass {
  const special = rules.classify?.(error, answer);
  if (special !== undefined) return special;
  const { code } = error;
  const byCode = code !== undefined && rules.codes !== undefined && Object.hasOwn(rules.codes, code);
  return (byCode ? rules.codes?.[code] : undefined) ?? rules.statuses?.[answer.status] ?? byStatus(answer.status);
}

function byStatus(status: number): FaultClass {
  if (status === 429) return "rate_limited";
  if (status === 408 || status === 425 || status >= 500) return "transient";
  if (status === 401) return "auth_expired";
  if (status === 403) return "permission";
  if (status === 404 || status === 410) return "target_gone";
  return "invalid";
}

const MESSAGE_CHARACTERS_MAX = 500;

/** What a refusal means when the provider says nothing about it. */
const PLAIN: Readonly<Partial<Record<FaultClass, string>>> = {
  auth_expired: "refused the credentials of this connection",
  auth_failed: "refused the credentials of this connection",
  permission: "does not allow this",
  rate_limited: "has received too many requests for now",
};

function describe(provider: string, faultClass: FaultClass, status: number, error: ProviderError | undefined): string {
  const said = [error?.code, error?.message].filter((text) => text !== undefined && text !== "").join(": ");
  if (said !== "") return `${provider} answered ${status}: ${said.slice(0, MESSAGE_CHARACTERS_MAX)}`;
  const plain = PLAIN[faultClass];
  return plain === undefined ? `${provider} answered ${status}` : `${provider} ${plain} (${status})`;
}
