import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderAction } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { sendHtml, sendTemplate } from "./send-mail.ts";

const Templates = z.object({
  result: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The address of the next page. */
  _metadata: z.object({ next: z.string().optional() }).optional(),
});

/** The page size must be said; 200 is the most. */
const QUERY = { generations: "dynamic", page_size: 200 };

export async function loadTemplates(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const templates = await loadPages<ActionDataItem>(async (next) => {
    const page = await api.read({ path: "/v3/templates", query: { ...QUERY, page_token: next } }, Templates);
    if (!page.ok) return page;
    const { result, _metadata: more } = page.value;
    return {
      ok: true,
      value: { items: result.map(({ id, name }) => ({ id, name })), next: nextPageToken(more?.next) },
    };
  });
  if (templates.ok || templates.fault.class !== "permission") return templates;
  const message = "The API key may not list templates: it needs the scope templates.read";
  return refused("permission", message, { statusCode: templates.fault.statusCode });
}

function nextPageToken(next: string | undefined): string | undefined {
  const token = next === undefined ? null : URL.parse(next)?.searchParams.get("page_token");
  return token === null || token === "" ? undefined : token;
}

const FROM = {
  kind: "field",
  key: "from",
  field: "from",
  label: "From",
  type: "text",
  description: "A sender that is verified at SendGrid",
  placeholder: "News <news@example.com>",
  required: true,
} as const;

export const sendgridActions: Record<string, ProviderAction> = {
  send_email_template: {
    label: "Send e-mail template",
    noun: "e-mail",
    description: "Sends a dynamic template to the mapped address, with the mapped template variables",
    inputs: [
      { kind: "simple", key: "templates", field: "id", label: "Template", noun: "template", required: true },
      FROM,
      {
        kind: "field",
        key: "subject",
        field: "subject",
        label: "Subject",
        type: "text",
        description: "For templates whose own subject is made of it",
      },
    ],
    perform: sendTemplate,
  },
  send_email: {
    label: "Send e-mail",
    noun: "e-mail",
    description: "Sends an e-mail that is written in the rule to the mapped address",
    inputs: [
      {
        kind: "field",
        key: "subject",
        field: "subject",
        label: "Subject",
        type: "text",
        description: "{{field}} stands for a value of the event's payload, or of the mapping",
        required: true,
      },
      FROM,
      {
        kind: "field",
        key: "body",
        field: "body",
        label: "Body",
        type: "textarea",
        description: "HTML, with {{field}} or {{a.b}} for values of the event's payload, or of the mapping",
        placeholder: "<p>Hello {{first_name}}</p>",
        required: true,
      },
    ],
    perform: sendHtml,
  },
};
