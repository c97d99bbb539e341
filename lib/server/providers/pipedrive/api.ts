import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";

const Answer = z.object({
  success: z.boolean().optional(),
  error: z.string().nullish(),
  error_info: z.string().nullish(),
});

const WAIT_MS_MAX = 3_600_000;

/** 402: the company is suspended, or its plan lacks this. */
export const pipedriveErrors: ErrorRules = {
  read: ({ status, json }) => {
    const answer = Answer.safeParse(json).data;
    if (status < 300 && answer?.success !== false) return undefined;
    const { error, error_info: info } = answer ?? {};
    return { message: [error, info].filter(Boolean).join(" ") };
  },
  // Their firewall, after many refusals for too many requests, which is no JSON [unsure: verify live].
  classify: (_, { status, json }) => (status === 403 && json === undefined ? "rate_limited" : undefined),
  statuses: { 402: "permission" },
  // Seconds from now; there is no Retry-After.
  retryAfterMs: ({ status, headers }) => {
    const resetSeconds = Number(headers["x-ratelimit-reset"]);
    return status === 429 && resetSeconds > 0 ? Math.min(resetSeconds * 1000, WAIT_MS_MAX) : undefined;
  },
};

/** Below the company's own address. Persons and their fields are gone from version 1; who is signed in is only there. */
export const PERSONS = "/api/v2/persons";
export const PERSON_FIELDS = "/api/v2/personFields";
export const ME = "/api/v1/users/me";
