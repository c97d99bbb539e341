import { expect, it } from "vitest";
import { IntegrationType, type IntegrationAction } from "#lib/contracts/integrations.ts";
import { builtInDestinations } from "./registry.ts";

/**
 * The public catalog: how people connect, and the metadata that a rule of each action has; `?` is optional.
 * `lifecycle_stage_back` and `double_opt_in` are extensions.
 */
const PUBLIC: Record<string, { authentication: string; fields: string; actions: Record<string, string> }> = {
  activecampaign: {
    authentication: "api_key",
    fields: "api_url api_key",
    actions: { add_to_list: "id", remove_from_list: "id", add_tag: "id", remove_tag: "id", sync_contact: "" },
  },
  aweber: { authentication: "oauth", fields: "", actions: { add_to_list: "id", remove_from_list: "id" } },
  customer_io: {
    authentication: "api_key",
    fields: "region cdpApiKey",
    actions: { track_event: "event_name_override?" },
  },
  discord: { authentication: "oauth", fields: "", actions: { send_message: "id title template" } },
  hubspot: {
    authentication: "oauth",
    fields: "",
    actions: {
      add_to_list: "id lifecycle_stage_back?",
      remove_from_list: "id",
      update_property: "id value lifecycle_stage_back?",
    },
  },
  intercom: { authentication: "oauth", fields: "", actions: { add_tag: "id", remove_tag: "id" } },
  mailchimp: {
    authentication: "api_key",
    fields: "data_center api_key",
    actions: { add_to_list: "id double_opt_in?", remove_from_list: "id" },
  },
  mailerlite: {
    authentication: "api_key",
    fields: "api_key",
    actions: { add_to_group: "id", remove_from_group: "id" },
  },
  pipedrive: {
    authentication: "oauth",
    fields: "",
    actions: {
      sync_person: "",
      update_person_field: "id value",
      add_label_to_person: "id",
      remove_label_from_person: "id",
    },
  },
  resend: {
    authentication: "api_key",
    fields: "api_key",
    actions: { add_to_segment: "id", remove_from_segment: "id", send_email_template: "id subject? from?" },
  },
  salesforce: {
    authentication: "oauth",
    fields: "",
    actions: { add_to_campaign: "id", remove_from_campaign: "id", update_property: "id value" },
  },
  sendgrid: {
    authentication: "api_key",
    fields: "api_key",
    actions: { send_email_template: "id from subject?", send_email: "subject from body" },
  },
  slack: { authentication: "oauth", fields: "", actions: { send_message: "id template" } },
  webhook: {
    authentication: "none",
    fields: "url http_method payload_mode auth_scheme custom_headers skip_test",
    actions: { send_webhook: "" },
  },
  zoom: {
    authentication: "oauth",
    fields: "",
    actions: { add_meeting_registrant: "id", add_webinar_registrant: "id" },
  },
};

const words = (text: string) => text.split(" ").filter((word) => word !== "");

it("has the fifteen destinations and thirty-four actions of the public catalog, in alphabetical order", () => {
  const types = builtInDestinations.all.map(({ integration }) => integration.type);
  expect(types).toEqual([...IntegrationType.options]);
  expect(Object.keys(PUBLIC)).toEqual(types);
  expect(Object.values(PUBLIC).flatMap(({ actions }) => Object.keys(actions))).toHaveLength(34);
});

it.each(builtInDestinations.all.map(({ integration }) => [integration.type, integration] as const))(
  "%s is connected and used as the public catalog says",
  (type, { authentication, actions }) => {
    const keys = (authentication.fields ?? []).map(({ key }) => key);
    const described = Object.fromEntries(
      Object.entries(actions).map(([key, action]) => [key, metadataOf(action).toSorted()]),
    );
    const known = PUBLIC[type] ?? { authentication: "", fields: "", actions: {} };
    expect(authentication.type).toBe(known.authentication);
    expect(keys).toEqual(expect.arrayContaining(words(known.fields)));
    expect(described).toEqual(
      Object.fromEntries(Object.entries(known.actions).map(([key, text]) => [key, words(text).toSorted()])),
    );
  },
);

function metadataOf({ fields = [], data = [] }: IntegrationAction): string[] {
  const required = data.filter((input) => input.required === true).flatMap(fieldsOf);
  return fields.map((field) => (required.includes(field) ? field : `${field}?`));
}

function fieldsOf(input: NonNullable<IntegrationAction["data"]>[number]): string[] {
  return input.kind === "advanced" ? [input.field, input.options.field] : [input.field];
}

it("calls no action data `actions`, which is where the actions themselves stand beside it", () => {
  const keys = builtInDestinations.all.flatMap(({ actionData }) => Object.keys(actionData));
  expect(keys).not.toContain("actions");
});

const keyed = builtInDestinations.all.filter(({ integration }) => integration.authentication.type === "api_key");

it.each(keyed.map((destination) => [destination.integration.type, destination] as const))(
  "%s decides about a key of any form: a pattern only warns",
  (_type, { integration, parseSettings }) => {
    const fields = integration.authentication.fields ?? [];
    const secrets = fields.filter(({ type }) => type === "password");
    expect(secrets.length).toBeGreaterThan(0);
    for (const { pattern, usualPattern, usualMessage } of secrets) {
      expect(pattern).toBeUndefined();
      expect(new RegExp(usualPattern ?? "").test("another-form.OF~key")).toBe(false);
      expect(usualMessage).toMatch(/usually/);
    }
    const others = { api_url: "https://acme.example", data_center: "us6" };
    const own = Object.entries(others).filter(([key]) => fields.some((field) => field.key === key));
    const keys = secrets.map(({ key }) => [key, "another-form.OF~key"]);
    const parsed = parseSettings(Object.fromEntries([...own, ...keys]), undefined, () => undefined);
    expect(parsed).toMatchObject({ ok: true, settings: { secrets: Object.fromEntries(keys) } });
    const unsendable = parseSettings(
      Object.fromEntries([...own, ...secrets.map(({ key }) => [key, "k\u00e9y"])]),
      undefined,
      () => undefined,
    );
    expect(unsendable.ok).toBe(false);
  },
);
