import { z } from "zod";
import { IntegrationType } from "./integrations.ts";
import {
  EventName,
  ExpectedVersion,
  IdParam,
  pageSchema,
  pageQuery,
  ResourceId,
  SearchedName,
  Timestamp,
  Version,
} from "./primitives.ts";

const text = z.string({ error: "Must be a string" });

export const RuleMetadata = z
  .looseObject(
    {
      action: z.string({ error: "Required, a string" }).min(1, "Must not be empty"),
      id: text.max(256, "At most 256 characters").optional(),
      name: text.optional(),
      value: text.optional(),
      key: text.optional(),
      data: text.optional(),
      option: text.optional(),
      option_value: text.optional(),
    },
    { error: "Required, an object" },
  )
  .meta({
    id: "RuleMetadata",
    description: "`action` picks the action of the connection; the other keys are what that action needs.",
  });
export type RuleMetadata = z.infer<typeof RuleMetadata>;

export const Rule = z
  .object({
    id: z.uuid(),
    connection: z.uuid(),
    workspace: z.uuid(),
    type: IntegrationType,
    event: z.string(),
    resource: z.string().optional(),
    resource_id: z.string().optional(),
    metadata: RuleMetadata,
    active: z.boolean(),
    /** Why no delivery of this rule can succeed, until it is changed. Extension. */
    problem: z.string().optional(),
    hidden: z.boolean(),
    created_by: z.string(),
    created_at: Timestamp,
    updated_at: Timestamp,
    version: Version,
  })
  .meta({ id: "Rule", description: "Binds an event type, and perhaps one resource, to an action of a connection." });
export type Rule = z.infer<typeof Rule>;

export const RulesPage = pageSchema(Rule).meta({ id: "RulePage" });
export type RulesPage = z.infer<typeof RulesPage>;
export const RuleCreated = z.object({ rule: Rule }).meta({ id: "RuleCreated" });
export type RuleCreated = z.infer<typeof RuleCreated>;

export const ListRulesQuery = z.object({
  ...pageQuery,
  event: SearchedName.optional(),
  resource: SearchedName.optional(),
  resource_id: SearchedName.optional(),
});
export type ListRulesQuery = z.infer<typeof ListRulesQuery>;

export const CreateRule = z
  .object({
    workspace: IdParam,
    connection: IdParam,
    event: EventName,
    resource: EventName.optional(),
    resource_id: ResourceId.optional(),
    metadata: RuleMetadata,
    active: z.boolean({ error: "Must be true or false" }).default(true),
    hidden: z.boolean({ error: "Must be true or false" }).default(false),
  })
  .meta({
    id: "CreateRule",
    examples: [
      {
        workspace: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55",
        connection: "0199a3c2-8f10-7c3e-8b52-94a1f0c7d213",
        event: "user.signup",
        metadata: { action: "send_webhook" },
      },
    ],
  });
export type CreateRule = z.infer<typeof CreateRule>;

export const PatchRule = z
  .object({
    event: EventName.optional(),
    resource: EventName.nullable().optional(),
    resource_id: ResourceId.nullable().optional(),
    metadata: RuleMetadata.optional(),
    active: z.boolean({ error: "Must be true or false" }).optional(),
    expected_version: ExpectedVersion.optional(),
  })
  .meta({
    id: "PatchRule",
    description: "A key that is left out stays as it is; null clears a filter; metadata is replaced as a whole.",
  });
export type PatchRule = z.infer<typeof PatchRule>;

export const DeletedRule = z
  .object({
    id: z.uuid(),
    connection: z.uuid(),
    type: IntegrationType,
    event: z.string(),
    resource: z.string().optional(),
    resource_id: z.string().optional(),
  })
  .meta({ id: "DeletedRule" });
export type DeletedRule = z.infer<typeof DeletedRule>;
