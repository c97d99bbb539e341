import { z } from "zod";
import { pageSchema } from "./primitives.ts";

export const IntegrationType = z
  .enum(
    [
      "activecampaign",
      "aweber",
      "customer_io",
      "discord",
      "hubspot",
      "intercom",
      "mailchimp",
      "mailerlite",
      "pipedrive",
      "resend",
      "salesforce",
      "sendgrid",
      "slack",
      "webhook",
      "zoom",
    ],
    { error: "Not an integration type" },
  )
  .meta({ id: "IntegrationType" });
export type IntegrationType = z.infer<typeof IntegrationType>;

const Option = z.object({ label: z.string(), value: z.string() }).meta({ id: "IntegrationOption" });

export const AuthenticationField = z
  .object({
    label: z.string(),
    key: z.string(),
    type: z.enum(["text", "password", "select"]),
    /** What is sent when it is no text: true or false, or a list of `{name, value}`. Extension. */
    valueType: z.enum(["boolean", "headers"]).optional(),
    helpText: z.string().optional(),
    required: z.boolean().optional(),
    validate: z.literal("url").optional(),
    /** A regular expression that a value must match, with what to say when it does not. Extension. */
    pattern: z.string().optional(),
    patternMessage: z.string().optional(),
    /** What values usually look like. Others are taken all the same: the provider decides. Extension. */
    usualPattern: z.string().optional(),
    usualMessage: z.string().optional(),
    defaultValue: z.string().optional(),
    options: z.array(Option).optional(),
    dependsOn: z.object({ field: z.string(), value: z.union([z.string(), z.array(z.string())]) }).optional(),
  })
  .meta({ id: "IntegrationAuthField" });
export type AuthenticationField = z.infer<typeof AuthenticationField>;

const inputBase = { key: z.string(), field: z.string(), noun: z.string().optional(), required: z.boolean().optional() };

export const ActionInput = z
  .discriminatedUnion("kind", [
    z.object({
      ...inputBase,
      kind: z.literal("simple"),
      label: z.string().optional(),
      target: z.string().optional(),
      from: z.string().optional(),
    }),
    z.object({
      ...inputBase,
      kind: z.literal("field"),
      label: z.string(),
      type: z.enum(["text", "password", "textarea", "select"]),
      description: z.string().optional(),
      placeholder: z.string().optional(),
      regex: z.string().optional(),
      regexMessage: z.string().optional(),
      options: z.array(Option).optional(),
      defaultValue: z.string().optional(),
    }),
    z.object({
      ...inputBase,
      kind: z.literal("advanced"),
      label: z.string().optional(),
      target: z.string().optional(),
      from: z.string().optional(),
      options: z.object({
        key: z.string(),
        field: z.string(),
        length: z.number(),
        display: z.object({ label: z.string(), button: z.string(), description: z.string() }),
        type: z.enum(["array", "select"]),
        entity: z.enum(["string", "option"]),
      }),
    }),
  ])
  .meta({ id: "ActionInput" });
export type ActionInput = z.infer<typeof ActionInput>;

export const IntegrationAction = z
  .object({
    key: z.string(),
    label: z.string(),
    noun: z.string(),
    fields: z.array(z.string()).optional(),
    data: z.array(ActionInput).optional(),
    display: z.object({ label: z.string(), description: z.string() }).optional(),
  })
  .meta({ id: "IntegrationAction" });
export type IntegrationAction = z.infer<typeof IntegrationAction>;

export const Integration = z
  .object({
    name: z.string(),
    type: IntegrationType,
    authentication: z.object({
      type: z.enum(["api_key", "basic", "none", "oauth"]),
      fields: z.array(AuthenticationField).optional(),
      oauth: z.object({ version: z.union([z.literal(1), z.literal(2)]) }).optional(),
    }),
    actions: z.record(z.string(), IntegrationAction),
    /** Whether this server can connect it, and what the operator has to do when it cannot. Extension. */
    available: z.boolean().optional(),
    unavailable_reason: z.string().optional(),
  })
  .meta({ id: "Integration", description: "A destination that can be connected, and what it can do." });
export type Integration = z.infer<typeof Integration>;

export const IntegrationsPage = pageSchema(Integration).meta({ id: "IntegrationPage" });
export type IntegrationsPage = z.infer<typeof IntegrationsPage>;
