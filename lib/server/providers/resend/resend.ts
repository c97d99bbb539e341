import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { defineProvider } from "../kit/define-provider.ts";
import type { Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { resendActions } from "./actions.ts";
import { loadAll, resendErrors } from "./api.ts";
import { requireFullAccess, identify, resendAuthentication } from "./authentication.ts";
import { FIXED_FIELDS, loadFields } from "./fields.ts";

const Segment = z.object({ id: z.string(), name: z.string() });
/** `status` is from memory [verify live]: what has none counts as published. */
const Template = z.object({ id: z.string(), name: z.string(), status: z.string().default("published") });

export async function loadSegments({ api, settings }: Reading): Promise<Loaded<ActionDataItem[]>> {
  const allowed = requireFullAccess(settings);
  return allowed.ok ? loadAll(api, "/segments", Segment) : allowed;
}

/** Drafts cannot be sent. */
export async function loadTemplates({ api, settings }: Reading): Promise<Loaded<ActionDataItem[]>> {
  const allowed = requireFullAccess(settings);
  if (!allowed.ok) return allowed;
  const templates = await loadAll(api, "/templates", Template);
  if (!templates.ok) return templates;
  const published = templates.value.filter(({ status }) => status === "published");
  return { ok: true, value: published.map(({ id, name }) => ({ id, name })) };
}

/** Five requests a second are what every team has, all of its keys together. Sending is idempotent. */
export const resend = defineProvider({
  type: "resend",
  name: "Resend",
  authentication: resendAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? "https://api.resend.com",
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: resendErrors,
  identify,
  actions: resendActions,
  actionData: { segments: loadSegments, templates: loadTemplates },
  fields: { isClosed: true, fixed: FIXED_FIELDS, load: loadFields },
  limits: { rate: { requests: 5, perMs: 1000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "A template has a `status`, and only published ones can be sent. What has none is offered.",
    "A template with its own sender and subject is sent without them in the request, although the specification calls the subject required.",
    "`segments` of a new contact is a list of ids, as the specification says.",
  ],
  onAmbiguous: "retry",
});
