import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string().optional(), message: z.string().optional() })).optional(),
});

/** Problem documents (RFC 7807), told apart by their titles [the titles are from memory: verify live]. */
export const mailchimpErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    if (!problem.success) return {};
    const { title, detail, errors = [] } = problem.data;
    const fields = errors.map(({ field, message }) => [field, message].filter(Boolean).join(": "));
    return { code: title, message: [detail, ...fields].filter(Boolean).join(" ") };
  },
  // At high volume the throttle is a bare 403 and no document.
  classify: ({ code }, { status }) => (status === 403 && code === undefined ? "rate_limited" : undefined),
  codes: {
    "API Key Invalid": "auth_failed",
    "User Disabled": "auth_failed",
    "Wrong Datacenter": "auth_failed",
    "Member In Compliance State": "invalid",
    "Forgotten Email Not Subscribed": "invalid",
  },
};
