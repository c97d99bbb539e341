import { z } from "zod";
import type { ErrorRules, ProviderAnswer, ProviderError } from "../kit/classify-response.ts";

const Problem = z.object({ error: z.object({ message: z.string().optional(), type: z.string().optional() }) });

/** AWeber counts by the minute and says nothing of when the next one begins. */
const RATE_LIMIT_MS = 60_000;

/** Success includes 209 (content modified). */
export const aweberErrors: ErrorRules = {
  read,
  classify: (_error, answer) => (isRateLimit(answer) ? "rate_limited" : undefined),
  retryAfterMs: (answer) => (isRateLimit(answer) ? RATE_LIMIT_MS : undefined),
  // Blocked by AWeber, for good: it is about the address, and not about the list.
  statuses: { 410: "invalid" },
};

function read({ status, json }: ProviderAnswer): ProviderError | undefined {
  if (status < 300) return undefined;
  const problem = Problem.safeParse(json);
  return problem.success ? { code: problem.data.error.type, message: problem.data.error.message } : {};
}

/** Only the message tells it from a suspended account, which is a 403 of the same type. */
function isRateLimit(answer: ProviderAnswer): boolean {
  return answer.status === 403 && /rate limit/i.test(read(answer)?.message ?? "");
}
