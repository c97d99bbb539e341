import { z } from "zod";
import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import type { ErrorRules } from "../kit/classify-response.ts";
import { defineProvider } from "../kit/define-provider.ts";
import { sendgridActions, loadTemplates } from "./actions.ts";
import { identify, sendgridAuthentication } from "./authentication.ts";
import { FIXED_FIELDS } from "./fields.ts";

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

const HOSTS: Readonly<Record<string, string>> = { eu: "https://api.eu.sendgrid.com" };

/** A mail has no idempotency key, so one that may have been taken is not sent again. Far more is taken than is sent here. */
export const sendgrid = defineProvider({
  type: "sendgrid",
  name: "SendGrid",
  authentication: sendgridAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? HOSTS[String(settings.metadata["region"])] ?? "https://api.sendgrid.com",
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: sendgridErrors,
  identify,
  actions: sendgridActions,
  actionData: { templates: ({ api }) => loadTemplates(api) },
  fields: { isClosed: false, fixed: FIXED_FIELDS },
  unseen: [
    "The sandbox refuses a sender that is not verified with 403, which counts as a good key when a connection is tested.",
  ],
  onAmbiguous: "stop",
});
