import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { EgressClient } from "#lib/server/egress/egress-client.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import type { Access } from "#lib/server/providers/kit/access.ts";

type Json = Record<string, unknown>;
type Asked = { method: string; path: string; body: Json };

/** An account that takes everything, with a field of every kind that its provider knows. */
export type LenientAccount = {
  /** Writes the fields of a person. */
  action: { action: string } & Record<string, string>;
  /** The field that a person is found by, and others without which nothing is written. */
  person: Json;
  settings?: Json;
  /** The answer; undefined when nothing is known at this address. */
  answer: (asked: Asked) => Json | readonly Json[] | undefined;
  /** The values that a request writes, by the keys of the catalog; undefined for requests that write no fields. */
  written: (asked: Asked) => Json | undefined;
};

const ADA = { email: "ada@example.com" };
const at = (value: unknown, key: string): Json => {
  const found = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "object" && found !== null ? (found as Json) : {};
};
const renamed = (values: Json, names: Record<string, string>): Json =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [names[key] ?? key, value]));
const without = (values: Json, ...keys: string[]): Json =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
const prefixed = (values: Json, prefix: string): Json =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value]));

const salesforceField = (name: string, type: string, more: Json = {}) => ({
  name,
  label: name,
  type,
  updateable: true,
  nillable: true,
  ...more,
});
const picklist = {
  restrictedPicklist: true,
  picklistValues: ["a", "b", "12"].map((value) => ({ active: true, value })),
};
const hubspotProperty = (name: string, type: string, fieldType: string, options: string[] = []) => ({
  name,
  label: name,
  type,
  fieldType,
  options: options.map((value) => ({ label: value, value })),
});
const intercomAttribute = (name: string, data_type: string, options?: string[]) => ({
  name,
  full_name: name,
  label: name,
  data_type,
  custom: true,
  api_writable: true,
  ...(options === undefined ? {} : { options }),
});
const pipedriveField = (code: string, type: string, options?: { id: number; label: string }[]) => ({
  field_name: code,
  field_code: code,
  field_type: type,
  is_custom_field: true,
  options: options ?? null,
});
const mergeField = (tag: string, type: string, options: Json = {}) => ({ tag, name: tag, type, options });
const activecampaignField = (id: string, type: string) => ({ id, title: type, type, perstag: id, isrequired: "0" });

export const lenientAccounts: Partial<Record<IntegrationType, LenientAccount>> = {
  activecampaign: {
    action: { action: "sync_contact" },
    person: ADA,
    settings: { api_url: "https://ada.api-us1.com" },
    answer: ({ path }) =>
      path === "/fields"
        ? {
            fields: ["text", "date", "datetime", "dropdown", "checkbox", "number"].map((type, index) =>
              activecampaignField(String(index), type),
            ),
            fieldOptions: ["3", "4"].flatMap((field) => ["a", "b"].map((value) => ({ field, value }))),
            meta: { total: "6" },
          }
        : { contact: { id: "1" } },
    written: ({ path, body }) => {
      if (path !== "/contact/sync") return undefined;
      const contact = at(body, "contact");
      const values = (contact["fieldValues"] ?? []) as { field: string; value: unknown }[];
      return {
        ...without(contact, "fieldValues"),
        ...Object.fromEntries(values.map(({ field, value }) => [`field_${field}`, value])),
      };
    },
  },
  aweber: {
    action: { action: "add_to_list", id: "7" },
    person: ADA,
    settings: { account_id: "1" },
    answer: ({ path, method }) => {
      if (path.endsWith("/custom_fields")) return { entries: [{ id: 1, name: "Colour" }] };
      return path.endsWith("/lists") ? { entries: [{ id: 7, name: "News" }] } : method === "GET" ? { entries: [] } : {};
    },
    written: ({ method, body }) =>
      method === "POST"
        ? {
            ...without(body, "custom_fields", "update_existing", "strict_custom_fields"),
            ...at(body, "custom_fields"),
          }
        : undefined,
  },
  customer_io: {
    action: { action: "track_event" },
    person: { userId: "u-1" },
    settings: { region: "US" },
    answer: () => ({}),
    written: ({ path, body }) => {
      if (path === "/track") return { properties: body["properties"] };
      const { traits, userId, anonymousId } = body;
      return { ...at({ traits }, "traits"), userId, ...(anonymousId === undefined ? {} : { anonymousId }) };
    },
  },
  hubspot: {
    action: { action: "add_to_list", id: "7" },
    person: ADA,
    answer: ({ path }) =>
      path.includes("properties")
        ? {
            results: [
              hubspotProperty("note", "string", "textarea"),
              hubspotProperty("seats", "number", "number"),
              hubspotProperty("born", "date", "date"),
              hubspotProperty("seen_at", "datetime", "date"),
              hubspotProperty("vip", "bool", "booleancheckbox"),
              hubspotProperty("plan", "enumeration", "select", ["a", "b", "12"]),
              hubspotProperty("interests", "enumeration", "checkbox", ["a", "b", "12"]),
            ],
          }
        : path.includes("memberships")
          ? { recordsIdsAdded: ["1"], recordsIdsRemoved: [], recordsIdsMissing: [] }
          : { id: "1", properties: {} },
    written: ({ path, body }) => (path.includes("contacts") ? at(body, "properties") : undefined),
  },
  intercom: {
    action: { action: "add_tag", id: "7" },
    person: ADA,
    settings: { region: "US" },
    answer: ({ path }) => {
      if (path === "/contacts/search") return { data: [] };
      if (path !== "/data_attributes") return { id: "1" };
      return {
        data: [
          intercomAttribute("note", "string"),
          intercomAttribute("seats", "integer"),
          intercomAttribute("score", "float"),
          intercomAttribute("vip", "boolean"),
          intercomAttribute("born", "date"),
          intercomAttribute("plan", "string", ["a", "b", "12"]),
        ],
      };
    },
    written: ({ path, body }) =>
      path === "/contacts"
        ? { ...without(body, "custom_attributes"), ...prefixed(at(body, "custom_attributes"), "custom_attributes.") }
        : undefined,
  },
  mailchimp: {
    action: { action: "add_to_list", id: "7" },
    person: ADA,
    settings: { data_center: "us6" },
    answer: ({ path }) => {
      if (path === "/lists") return { lists: [{ id: "7", name: "News" }], total_items: 1 };
      if (!path.endsWith("/merge-fields")) return { id: "1", status: "subscribed", double_optin: false };
      return {
        merge_fields: [
          mergeField("FNAME", "text"),
          mergeField("SEATS", "number"),
          mergeField("BORN", "date"),
          mergeField("BDAY", "birthday"),
          mergeField("ADDRESS", "address"),
          mergeField("PHONE", "phone", { phone_format: "US" }),
          mergeField("SITE", "url"),
          mergeField("PLAN", "dropdown", { choices: ["a", "b", "12"] }),
          mergeField("ZIP", "zip"),
        ],
      };
    },
    written: ({ method, body }) =>
      method === "PUT"
        ? {
            ...without(renamed(body, { email_address: "email" }), "merge_fields", "status_if_new"),
            ...at(body, "merge_fields"),
          }
        : undefined,
  },
  mailerlite: {
    action: { action: "add_to_group", id: "7" },
    person: ADA,
    answer: ({ path }) =>
      path === "/fields"
        ? {
            data: ["text", "number", "date"].map((type) => ({ id: type, name: type, key: `own_${type}`, type })),
            meta: { last_page: 1 },
          }
        : { data: { id: "1" } },
    written: ({ body }) => ({ email: body["email"], ...at(body, "fields") }),
  },
  pipedrive: {
    action: { action: "sync_person" },
    person: ADA,
    settings: { api_domain: "https://ada.pipedrive.com" },
    answer: ({ path }) => {
      if (path.endsWith("/search")) return { success: true, data: { items: [] } };
      if (!path.endsWith("/personFields")) return { success: true, data: { id: 1 } };
      const types = ["varchar", "text", "int", "double", "date", "time", "phone", "monetary", "address", "user"];
      const options = [
        { id: 12, label: "Gold" },
        { id: 13, label: "Silver" },
      ];
      return {
        success: true,
        data: [
          ...types.map((type) => pipedriveField(`own_${type}`, type)),
          pipedriveField("own_enum", "enum", options),
          pipedriveField("own_set", "set", options),
        ],
      };
    },
    written: ({ method, body }) => {
      if (method !== "POST") return undefined;
      const [phone] = (body["phones"] ?? []) as { value: string }[];
      const [email] = body["emails"] as { value: string }[];
      return {
        ...without(body, "phones", "emails", "custom_fields"),
        ...at(body, "custom_fields"),
        email: email?.value,
        ...(phone === undefined ? {} : { phone: phone.value }),
      };
    },
  },
  resend: {
    action: { action: "add_to_segment", id: "7" },
    person: ADA,
    answer: ({ path }) =>
      path === "/contact-properties"
        ? {
            data: [
              { id: "1", key: "plan", type: "string" },
              { id: "2", key: "seats", type: "number" },
            ],
            has_more: false,
          }
        : { id: "1" },
    written: ({ method, body }) =>
      method === "PATCH"
        ? {
            ...without(renamed(body, { first_name: "firstName", last_name: "lastName" }), "properties"),
            ...at(body, "properties"),
          }
        : undefined,
  },
  salesforce: {
    action: { action: "add_to_campaign", id: "7" },
    person: { Email: ADA.email },
    settings: { instance_url: "https://ada.my.salesforce.com" },
    answer: ({ path }) => {
      if (path.endsWith("/query")) return { records: [] };
      if (!path.endsWith("/describe")) return { id: "1", success: true, errors: [] };
      return {
        fields: [
          salesforceField("LastName", "string", { length: 80, nillable: false }),
          salesforceField("Title", "string", { length: 128 }),
          salesforceField("Website__c", "url", { length: 255 }),
          salesforceField("Other__c", "email", { length: 80 }),
          salesforceField("Note__c", "textarea", { length: 255 }),
          salesforceField("OwnerId", "reference", { length: 18, nillable: false }),
          salesforceField("Seats__c", "int", { digits: 8 }),
          salesforceField("Score__c", "double", { precision: 5, scale: 2 }),
          salesforceField("Vip__c", "boolean", { nillable: false }),
          salesforceField("Birthdate", "date"),
          salesforceField("Seen__c", "datetime"),
          salesforceField("Plan__c", "picklist", picklist),
          salesforceField("LeadSource", "picklist", { ...picklist, length: 255, restrictedPicklist: false }),
          salesforceField("Interests__c", "multipicklist", picklist),
        ],
      };
    },
    written: ({ path, body }) => (path.endsWith("/sobjects/Contact") ? body : undefined),
  },
  sendgrid: {
    action: { action: "send_email_template", id: "7", from: "news@example.com" },
    person: { to_email: ADA.email },
    answer: () => ({}),
    written: ({ body }) => {
      const [personalization] = body["personalizations"] as Json[];
      const [to] = (personalization?.["to"] ?? []) as Json[];
      const reply = at(body, "reply_to")["email"];
      return {
        ...renamed(to ?? {}, { email: "to_email", name: "to_name" }),
        ...(reply === undefined ? {} : { reply_to: reply }),
        template_variables: personalization?.["dynamic_template_data"],
      };
    },
  },
  zoom: {
    action: { action: "add_meeting_registrant", id: "7" },
    person: { ...ADA, first_name: "Ada" },
    answer: () => ({ registrant_id: "1" }),
    written: ({ body }) => body,
  },
};

/** Reaches such an account; `requests` grows with what it is sent. */
export function accessToLenient(account: LenientAccount): { access: Access; requests: Asked[] } {
  const requests: Asked[] = [];
  const send: EgressClient["send"] = ({ method, url, body }) => {
    const asked = {
      method,
      path: new URL(url).pathname,
      body: typeof body === "string" ? (JSON.parse(body) as Json) : {},
    };
    requests.push(asked);
    const json = account.answer(asked);
    return Promise.resolve({
      kind: "response",
      statusCode: json === undefined ? 404 : 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(json ?? {}),
      truncated: false,
      durationMs: 0,
    });
  };
  const token = { value: "token", version: 1 };
  const tokens = { current: () => Promise.resolve({ ok: true as const, value: token }) };
  return {
    requests,
    access: {
      settings: { metadata: account.settings ?? {}, secrets: { api_key: "key" } },
      operator: { apiUrl: "https://provider.example" },
      tokens: { ...tokens, renew: tokens.current },
      egress: { send, close: () => Promise.resolve() },
      timeoutMs: 10_000,
    },
  };
}

export async function loadCatalog(destination: Destination, account: LenientAccount): Promise<CatalogField[]> {
  const loaded = await destination.fields?.load(accessToLenient(account).access);
  if (loaded?.ok !== true) throw new Error(`The fields of ${destination.integration.type} could not be read`);
  return loaded.value;
}
