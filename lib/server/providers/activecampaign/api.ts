import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";
import type { Fault, Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

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

const PAGE = 100;

/** `total` is a number in a string, and not everywhere. */
export const Meta = z.object({ total: z.coerce.number().optional() }).optional();

/** `count`: how many entries a page has, of which `items` are wanted. */
type Page<T> = { items: T[]; count: number; total: number | undefined };

/** Every entry of a list, 100 at a time. */
export function loadAll<T>(api: ProviderApi, path: string, schema: z.ZodType<Page<T>>): Promise<Loaded<T[]>> {
  return loadPages(async (next = "0") => {
    const page = await api.read({ path, query: { limit: PAGE, offset: next } }, schema);
    if (!page.ok) return page;
    const { items, count, total } = page.value;
    const after = Number(next) + count;
    const hasMore = total === undefined ? count === PAGE : after < total && count > 0;
    return { ok: true, value: { items, next: hasMore ? String(after) : undefined } };
  });
}
