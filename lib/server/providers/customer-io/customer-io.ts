import { z } from "zod";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Account } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import type { ErrorRules } from "../kit/classify-response.ts";
import { defineProvider } from "../kit/define-provider.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { customerIoActions } from "./actions.ts";
import { customerIoAuthentication, REGION_URLS } from "./authentication.ts";

const Problem = z.object({ meta: z.object({ errors: z.array(z.string()) }) });

/** What strict mode answers. */
export const customerIoErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    if (status === 401) return { message: "The API key is wrong, or belongs to the other region." };
    const problem = Problem.safeParse(json);
    return problem.success ? { message: problem.data.meta.errors.join(" ") } : {};
  },
};

/** An empty text takes an attribute away. */
const CLEARED = { cleared_by: "empty_text" } as const;

/** Nothing lists what a workspace knows: any other key becomes a trait, and `properties.<key>` one of the event's. */
export const FIELDS: readonly CatalogField[] = [
  { key: "userId", type: "string", label: "User id", description: "Without one, the anonymous id or the e-mail is it" },
  { key: "anonymousId", type: "string", label: "Anonymous id" },
  { key: "email", type: "string", label: "E-mail", constraints: { format: "email" } },
  { key: "first_name", type: "string", label: "First name", constraints: CLEARED },
  { key: "last_name", type: "string", label: "Last name", constraints: CLEARED },
  { key: "created_at", type: "datetime", label: "Created at", description: "Unix seconds, or ISO 8601" },
  { key: "phone", type: "string", label: "Phone", constraints: { format: "phone", ...CLEARED } },
  { key: "timezone", type: "string", label: "Time zone", constraints: CLEARED },
  { key: "properties", type: "object", label: "Event properties", description: "Such as properties.plan" },
  { key: "traits", type: "object", label: "Other traits", description: "Such as traits.plan, the same as plan" },
];

/**
 * No request of this API only reads. An event without a person and a name changes nothing: it is refused with 401 for a
 * bad key, and with 400 for a good one [from memory: verify live].
 */
export async function identify(api: ProviderApi, { metadata }: Settings): Promise<Loaded<Account>> {
  const answer = await api.send({ method: "POST", path: "/track", json: { type: "track" } });
  if (answer.ok) {
    const message = "Customer.io accepted an invalid request, so the API key could not be checked";
    return refused("transient", message, { statusCode: answer.value.status });
  }
  if (answer.fault.statusCode !== 400) return answer;
  const region = String(metadata["region"]);
  return { ok: true, value: { id: region, label: `Customer.io workspace (${region})` } };
}

/** The Pipelines (CDP) API. */
export const customerIo = defineProvider({
  type: "customer_io",
  name: "Customer.io",
  authentication: customerIoAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? REGION_URLS[String(settings.metadata["region"])] ?? "",
    // Without it, a wrong key and an invalid or oversized body are answered with 200, too.
    headers: { "x-strict-mode": "1" },
    auth: { authorization: `Basic ${Buffer.from(`${settings.secrets["cdpApiKey"] ?? ""}:`).toString("base64")}` },
  }),
  errors: customerIoErrors,
  identify: ({ api, settings }) => identify(api, settings),
  actions: customerIoActions,
  fields: { isClosed: false, fixed: FIELDS },
  limits: { rate: { requests: 3000, perMs: 3000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "An event without a person is refused with 400 for a good API key and with 401 for a bad one, which is how a key is tested.",
    "A repeated `messageId` is recognized. Otherwise a delivery that is tried again can record its event twice.",
    "An empty text takes a trait away.",
  ],
  onAmbiguous: "retry",
});
