import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";
import type { Fault } from "../kit/fault.ts";

const Problem = z.object({
  message: z.string().optional(),
  errors: z
    .array(z.object({ title: z.string().optional(), detail: z.string().optional(), code: z.string().optional() }))
    .optional(),
});

/** A body may be JSON in two shapes, plain text, or a page. */
export const activecampaignErrors: ErrorRules = {
  // That a person is gone says nothing about what the rule points to.
  classify: ({ message = "" }, { status }) => (status === 404 && OF_A_PERSON.test(message) ? "invalid" : undefined),
  read: ({ status, json, text, headers }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    if (!problem.success) return isPlainText(headers) ? { message: text.trim() } : {};
    const { message, errors = [] } = problem.data;
    const texts = errors.flatMap(({ title, detail }) => [title, detail]);
    return { code: errors[0]?.code, message: [message, ...texts].filter(Boolean).join(" ") };
  },
  statuses: {
    // ActiveCampaign says 403 where others say 401.
    403: "auth_failed",
    // An account that was not paid for [from memory: verify live]. The key may well be good.
    402: "permission",
  },
};

const OF_A_PERSON = /subscriber|contact not found/i;

export function isPersonGone(fault: Fault): boolean {
  return fault.statusCode === 404 && fault.class === "invalid";
}

function isPlainText(headers: Readonly<Record<string, string>>): boolean {
  return headers["content-type"]?.startsWith("text/plain") === true;
}
