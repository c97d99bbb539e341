import { z } from "zod";
import type { ErrorRules, ProviderAnswer } from "../kit/classify-response.ts";

const Refusal = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  errorType: z.string().optional(),
  policyName: z.string().optional(),
  errors: z.array(z.object({ message: z.string().optional() })).optional(),
});

const WINDOW_MS = 10_000;
const HOUR_MS = 3_600_000;

/** Every key of a refusal is optional. 423 and 477 (the account is being moved) pass [unsure: verify live]. */
export const hubspotErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300 && status !== 207) return undefined;
    const refusal = Refusal.safeParse(json);
    if (!refusal.success) return {};
    const { message, category, errorType, errors = [] } = refusal.data;
    const details = errors.map(({ message: detail }) => detail).filter((detail) => detail !== message);
    return { code: category ?? errorType, message: [message, ...details].filter(Boolean).join(" ") };
  },
  codes: {
    EXPIRED_AUTHENTICATION: "auth_expired",
    MISSING_SCOPES: "permission",
    RATE_LIMITS: "rate_limited",
    RATE_LIMIT: "rate_limited",
    OBJECT_NOT_FOUND: "target_gone",
    VALIDATION_ERROR: "invalid",
    CONFLICT: "invalid",
  },
  statuses: { 423: "transient", 477: "transient" },
  retryAfterMs: (answer) =>
    answer.status === 429 && answer.headers["retry-after"] === undefined ? readLimitWindowMs(answer) : undefined,
};

/** The name of the interval's header is unsure; without it the window is told by the name of the policy. */
function readLimitWindowMs({ headers, json }: ProviderAnswer): number {
  const policy = Refusal.safeParse(json).data?.policyName;
  if (policy === "DAILY") return HOUR_MS;
  const interval = Number(headers["x-hubspot-ratelimit-interval-milliseconds"]);
  if (interval > 0) return Math.min(interval, HOUR_MS);
  return policy === "SECONDLY" ? 1000 : WINDOW_MS;
}

/** The date-versioned API. The one of 2026-03 is supported for 18 months; its shapes are those of `/crm/v3`. */
const VERSION = "2026-03";

export const API_URL = "https://api.hubapi.com";
export const OAUTH = `/oauth/${VERSION}`;
export const CONTACTS = `/crm/objects/${VERSION}/contacts`;
export const LISTS = `/crm/lists/${VERSION}`;
export const PROPERTIES = `/crm/properties/${VERSION}/contacts`;
