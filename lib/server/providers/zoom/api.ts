import { z } from "zod";
import { faultCodes, type ErrorRules } from "../kit/classify-response.ts";

const Problem = z.object({
  code: z.int(),
  message: z.string().optional(),
  errors: z.array(z.object({ field: z.string().optional(), message: z.string().optional() })).optional(),
});

export const NO_WEBINARS = "200";

/** Codes stand beside the statuses. 3027, 3038 and 3043 are from memory [verify live]. */
export const zoomErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    if (!problem.success) return {};
    const { code, message, errors = [] } = problem.data;
    const fields = errors.map((error) => [error.field, error.message].filter(Boolean).join(": "));
    return { code: String(code), message: [message, ...fields].filter(Boolean).join(" ") };
  },
  codes: faultCodes(
    ["auth_expired", ["124"]],
    // Missing scopes, no permission or no webinar plan, a host who may not.
    ["permission", ["4700", "4711", NO_WEBINARS, "3027"]],
    // Not found or expired, over.
    ["target_gone", ["3001", "3038"]],
    // Not valid, no such user, full.
    ["invalid", ["300", "1001", "1010", "3043"]],
  ),
  // Three registrations a day of one person for one meeting. Until when is in `Retry-After`, as a date.
  isNarrow: ({ headers }) => headers["x-ratelimit-type"]?.toLowerCase().startsWith("daily") === true,
};
