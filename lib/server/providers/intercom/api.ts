import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";
import type { Provider } from "../kit/send-request.ts";

const Refusal = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().nullish(), field: z.string().nullish() })).min(1),
});

const WAIT_MS_MAX = 3_600_000;

/** Tokens do not expire and cannot be renewed: one that is refused was taken back. */
export const intercomErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const refusal = Refusal.safeParse(json);
    if (!refusal.success) return {};
    const { errors } = refusal.data;
    const messages = errors.map(({ message, field }) => [field, message].filter(Boolean).join(": "));
    return { code: errors[0]?.code, message: messages.filter(Boolean).join("; ") };
  },
  codes: { unauthorized: "auth_failed", tag_not_found: "target_gone", api_plan_restricted: "permission" },
  statuses: { 401: "auth_failed", 402: "permission" },
  // Seconds since 1970; there is no Retry-After.
  retryAfterMs: ({ status, headers }, now) => {
    const resetSeconds = Number(headers["x-ratelimit-reset"]);
    if (status !== 429 || !(resetSeconds > 0)) return undefined;
    return Math.min(Math.max(0, resetSeconds * 1000 - now.getTime()), WAIT_MS_MAX);
  },
};

/** A workspace lives in one region, and its token is known there only. */
export const REGIONS = {
  US: "https://api.intercom.io",
  EU: "https://api.eu.intercom.io",
  AU: "https://api.au.intercom.io",
} as const;
const VERSION = "2.15";

export const intercomApi: Provider = {
  name: "Intercom",
  connect: ({ settings, operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? regionUrl(settings.metadata["region"]),
    headers: { "intercom-version": VERSION },
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: intercomErrors,
};

export function regionUrl(region: unknown): string {
  return region === "EU" || region === "AU" ? REGIONS[region] : REGIONS.US;
}
