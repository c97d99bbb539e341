import { z } from "zod";
import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import type { ErrorRules } from "../kit/classify-response.ts";

const Problem = z.object({
  errors: z.array(z.object({ message: z.string(), field: z.string().nullish() })),
});

/** No codes: the status says it. 403 is a missing scope, or a sender that was not verified. */
export const sendgridErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    if (!problem.success) return {};
    const messages = problem.data.errors.map(({ message, field }) => (field ? `${field}: ${message}` : message));
    return { message: messages.join(" ") };
  },
  // The moment of the reset, in seconds of the Unix clock.
  retryAfterMs: ({ status, headers }, now) => {
    const reset = Number(headers["x-ratelimit-reset"]);
    if (status !== 429 || !(reset > 0)) return undefined;
    return parseRetryAfter(headers["retry-after"], now) ?? Math.max(0, reset * 1000 - now.getTime());
  },
};
