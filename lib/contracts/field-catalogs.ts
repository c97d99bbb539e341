import { z } from "zod";
import { IntegrationType } from "./integrations.ts";
import { QueryFlag, Timestamp } from "./primitives.ts";

export const FieldType = z
  .enum(["string", "number", "boolean", "date", "datetime", "enum", "multi_enum", "json", "object", "array", "unknown"])
  .meta({ id: "FieldType" });
export type FieldType = z.infer<typeof FieldType>;

const FieldConstraints = z
  .object({
    format: z.enum(["email", "phone", "url", "uuid", "date", "datetime", "unknown"]).optional(),
    required: z.boolean().optional(),
    read_only: z.boolean().optional(),
    max_length: z.int().optional(),
    min_length: z.int().optional(),
    pattern: z.string().optional(),
    integer: z.boolean().optional().meta({ description: "Whole numbers only. Extension." }),
    min: z.number().optional(),
    max: z.number().optional(),
    allowed_values: z.array(z.string()).optional(),
    allows_others: z
      .boolean()
      .optional()
      .meta({ description: "Other values than the allowed ones are taken, too. Extension." }),
    cleared_by: z.enum(["null", "empty_text"]).optional().meta({
      description:
        "What empties the field: an empty value is sent as that. Without it an empty value is left out, and the field keeps what it has. Extension.",
    }),
    strict: z.boolean().optional().meta({
      description: "A value of another type stops the delivery, as a message would go out without it. Extension.",
    }),
    value_key: z
      .string()
      .optional()
      .meta({ description: "A single value becomes an object with this key. Extension." }),
    required_keys: z
      .array(z.string())
      .optional()
      .meta({ description: "Without these an object is left out. Extension." }),
  })
  .meta({ id: "FieldConstraints" });

export const CatalogField = z
  .object({
    key: z.string(),
    type: FieldType,
    label: z.string().optional(),
    description: z.string().optional(),
    constraints: FieldConstraints.optional(),
    provider_meta: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "ConnectionField", description: "A field of the destination that a mapping can fill." });
export type CatalogField = z.infer<typeof CatalogField>;

export const FieldCatalog = z
  .object({
    id: z.uuid(),
    workspace_id: z.uuid(),
    connection_id: z.uuid(),
    integration_type: IntegrationType,
    catalog_version: z.string(),
    refreshed_at: Timestamp,
    created_by: z.string(),
    created_at: Timestamp,
    updated_at: Timestamp,
    fields: z.array(CatalogField),
    /** Nothing but these fields, and what is inside of their objects, can be written. Extension. */
    closed: z.boolean().optional(),
  })
  .meta({
    id: "FieldCatalog",
    description:
      "The fields of the connected account. `catalog_version` changes with the fields; `refreshed_at` says when they were read.",
  });
export type FieldCatalog = z.infer<typeof FieldCatalog>;

export const GetFieldsQuery = z.object({
  refresh: QueryFlag.optional().meta({ description: "Reads the fields from the provider now." }),
});
