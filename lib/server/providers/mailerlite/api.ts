import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";

const Problem = z.object({
  message: z.string(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
});

const ABOUT_TOKENS =
  "Only tokens of the new MailerLite work, not keys of MailerLite Classic. A token stops working when its user is removed.";

/** `{message, errors: {field: [...]}}`; a 408 is a time-out of theirs. */
export const mailerliteErrors: ErrorRules = {
  // A refused group is one that was deleted [that it is a 422 is from memory: verify live].
  classify: (_error, { json }) => (namesOf(json).some((name) => GROUP.test(name)) ? "target_gone" : undefined),
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    const problem = Problem.safeParse(json);
    const { message, errors = {} } = problem.success ? problem.data : { message: "" };
    const texts = [message, ...Object.values(errors).flat(), ...(status === 401 ? [ABOUT_TOKENS] : [])];
    return { message: [...new Set(texts)].filter(Boolean).join(" ") };
  },
};

const GROUP = /^groups(\.|$)/;

function namesOf(json: unknown): string[] {
  return Object.keys(Problem.safeParse(json).data?.errors ?? {});
}

const PAGE = 100;
const Meta = z.object({ last_page: z.int() }).optional();

/** Every entry of a list, by numbered pages. */
export function loadAll<S extends z.ZodType>(
  api: ProviderApi,
  path: string,
  entry: S,
  query: Record<string, string> = {},
): Promise<Loaded<z.output<S>[]>> {
  const Page = z.object({ data: z.array(entry), meta: Meta });
  return loadPages(async (next = "1") => {
    const page = await api.read({ path, query: { limit: PAGE, page: next, ...query } }, Page);
    if (!page.ok) return page;
    const { data, meta } = page.value;
    const isLast = meta === undefined ? data.length < PAGE : Number(next) >= meta.last_page;
    return { ok: true, value: { items: data, next: isLast ? undefined : String(Number(next) + 1) } };
  });
}
