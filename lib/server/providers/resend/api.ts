import { z } from "zod";
import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import { faultCodes, type ErrorRules, type ProviderAnswer } from "../kit/classify-response.ts";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const Problem = z.object({ name: z.string().optional(), message: z.string().optional() });
const HOUR_MS = 3_600_000;
const QUOTAS: readonly (string | undefined)[] = ["daily_quota_exceeded", "monthly_quota_exceeded"];

function readProblem({ status, json }: Pick<ProviderAnswer, "status" | "json">) {
  if (status < 300) return undefined;
  const problem = Problem.safeParse(json);
  return problem.success ? { code: problem.data.name, message: problem.data.message } : {};
}

/** Told apart by names, as the statuses overlap: two meanings of 401, of 403 and of 409. */
export const resendErrors: ErrorRules = {
  read: readProblem,
  codes: faultCodes(
    ["auth_failed", ["missing_api_key", "invalid_api_key"]],
    // The key is good, and for sending only.
    ["permission", ["restricted_api_key"]],
    ["target_gone", ["not_found"]],
    ["invalid", ["validation_error", "invalid_idempotency_key", "invalid_idempotent_request"]],
    ["rate_limited", ["rate_limit_exceeded", "daily_quota_exceeded", "monthly_quota_exceeded"]],
    ["transient", ["concurrent_idempotent_requests", "application_error", "internal_server_error"]],
  ),
  retryAfterMs: (answer, now) => {
    const { status, headers } = answer;
    if (status !== 429) return undefined;
    const asked = parseRetryAfter(headers["retry-after"], now);
    // A quota outlasts the window of the rate, which these headers speak of.
    if (QUOTAS.includes(readProblem(answer)?.code)) return asked ?? HOUR_MS;
    return asked ?? parseRetryAfter(headers["ratelimit-reset"], now);
  },
};

const PAGE = 100;

/** A list in full; each page is asked for by the last id of the one before. */
export function loadAll<S extends z.ZodType<{ id: string }>>(
  api: ProviderApi,
  path: string,
  item: S,
): Promise<Loaded<z.output<S>[]>> {
  const Page = z.object({ data: z.array(item), has_more: z.boolean().default(false) });
  return loadPages(async (after) => {
    const page = await api.read({ path, query: { limit: PAGE, after } }, Page);
    if (!page.ok) return page;
    const { data: items, has_more: hasMore } = page.value;
    return { ok: true, value: { items, next: hasMore ? items.at(-1)?.id : undefined } };
  });
}
