import { z } from "zod";
import { AttemptWarning } from "./attempts.ts";
import { IntegrationType } from "./integrations.ts";
import { IdParam, Timestamp, visibleText } from "./primitives.ts";

export const MAPPING_FIELDS_MAX = 250;
const NAME_MAX = 64;
const NOTES_MAX = 1024;
const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/;

const text = (max: number) =>
  z
    .string({ error: "Must be a string" })
    .min(1, "Must not be empty")
    .max(max, `At most ${max.toLocaleString("en-US")} characters`);

/** Beyond, JSON that was read is already another number than was sent. */
const isKept = (value: unknown) => !Number.isInteger(value) || Number.isSafeInteger(value);

const mappingName = visibleText("Must be a string")
  .min(1, "Must not be empty")
  .max(NAME_MAX, `At most ${NAME_MAX} characters`);

const scalar = (max: number) =>
  z
    .union([text(max), z.number(), z.boolean(), z.null()], {
      error: `Must be a string of 1 to ${max} characters, a number, true, false or null`,
    })
    .refine(isKept, "This number is too large to be kept exactly: send it as text");

const MappingSource = z
  .discriminatedUnion(
    "type",
    [
      z.object({
        type: z.literal("path"),
        value: text(128).regex(PATH, "Must be a path into the payload, such as customer.email or items.0.sku"),
      }),
      z.object({ type: z.literal("literal"), value: scalar(256) }),
    ],
    { error: "Must be {type: path, value} or {type: literal, value}" },
  )
  .meta({ id: "MappingSource", description: "Where a value comes from. A path is relative to the payload." });
export type MappingSource = z.infer<typeof MappingSource>;

const timezone = text(64).optional();
const plain = ["to_string", "to_number", "to_boolean", "trim", "lower", "upper"] as const;

export const MappingTransform = z
  .discriminatedUnion(
    "type",
    [
      z.object({ type: z.enum(plain) }),
      z.object({ type: z.enum(["to_date", "to_datetime"]), timezone }),
      z.object({ type: z.literal("default"), value: scalar(128) }),
      z.object({
        type: z.literal("substring"),
        start: z.int({ error: "Must be a whole number" }).min(0, "At least 0"),
        length: z.int({ error: "Must be a whole number" }).min(1, "At least 1").optional(),
      }),
    ],
    { error: "Not a transform" },
  )
  .meta({ id: "MappingTransform" });
export type MappingTransform = z.infer<typeof MappingTransform>;

export const MappingField = z
  .object({
    dest: text(128),
    source: MappingSource,
    transforms: z.array(MappingTransform, { error: "Must be a list" }).max(10, "At most 10 transforms").optional(),
    on_error: z
      .enum(["skip_field", "warn_action", "fail_action"], { error: "One of skip_field, warn_action, fail_action" })
      .optional()
      .meta({ description: "What happens to the delivery when the value cannot be produced. Default: skip_field." }),
    notes: text(NOTES_MAX).optional(),
  })
  .meta({ id: "MappingField", description: "Fills one field of the destination; `dest` is dotted inside an object." });
export type MappingField = z.infer<typeof MappingField>;

export const MappingSchema = z
  .object(
    {
      schema_version: z.literal(1, { error: "Must be 1" }),
      fields: z
        .array(MappingField, { error: "Required, a list" })
        .max(MAPPING_FIELDS_MAX, `At most ${MAPPING_FIELDS_MAX} fields`),
      meta: z
        .object({ name: mappingName.optional(), notes: text(NOTES_MAX).optional() }, { error: "Must be an object" })
        .optional(),
    },
    { error: "Required, an object" },
  )
  .meta({
    id: "MappingSchema",
    description: "Applied field by field, in order; a later field replaces an earlier one.",
  });
export type MappingSchema = z.infer<typeof MappingSchema>;

export const DefaultMapping = z
  .object({
    id: z.uuid(),
    mapping_id: z.uuid(),
    version: z.int().min(0),
    workspace_id: z.uuid(),
    connection_id: z.uuid(),
    integration_type: IntegrationType,
    name: z.string(),
    schema: MappingSchema,
    catalog_version: z.string().optional(),
    created_by: z.string().optional(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "DefaultMapping",
    description: "`mapping_id` names the mapping, `id` this version of it. A generated mapping has version 0.",
  });
export type DefaultMapping = z.infer<typeof DefaultMapping>;

export const MappingResult = z.object({ status: z.enum(["stored", "generated"]), mapping: DefaultMapping }).meta({
  id: "MappingResult",
  description: "`generated`: nothing is stored yet, and this is what the server proposes.",
});
export type MappingResult = z.infer<typeof MappingResult>;

export const UpdateMapping = z
  .object({
    schema: MappingSchema,
    workspace_id: IdParam.optional(),
    mapping_id: IdParam.optional(),
    expected_version: z.int({ error: "Must be a whole number" }).min(0, "At least 0").optional().meta({
      description:
        "The version that this one follows; 0 while nothing is stored. Another present version is answered with 409.",
    }),
    name: mappingName.optional(),
  })
  .meta({
    id: "UpdateMapping",
    examples: [
      {
        schema: {
          schema_version: 1,
          fields: [
            {
              dest: "email",
              source: { type: "path", value: "email" },
              transforms: [{ type: "trim" }, { type: "lower" }],
            },
            { dest: "source", source: { type: "literal", value: "web" } },
          ],
        },
        expected_version: 1,
      },
    ],
  });
export type UpdateMapping = z.infer<typeof UpdateMapping>;

export const PreviewMapping = z
  .object({
    schema: MappingSchema,
    event_id: IdParam.optional(),
    payload: z.record(z.string(), z.unknown(), { error: "Must be an object" }).optional(),
  })
  .meta({
    id: "PreviewMapping",
    description: "A mapping, stored or not, and what to try it on: an event of the workspace, or a payload.",
    examples: [
      {
        schema: { schema_version: 1, fields: [{ dest: "FNAME", source: { type: "path", value: "first_name" } }] },
        payload: { first_name: "Ada" },
      },
    ],
  });
export type PreviewMapping = z.infer<typeof PreviewMapping>;

export const MappingPreview = z
  .object({
    data: z.record(z.string(), z.unknown()),
    warnings: z.array(AttemptWarning),
    problem: AttemptWarning.optional(),
    fields: z.array(z.object({ dest: z.string(), value: z.unknown().optional(), problem: z.string().optional() })),
  })
  .meta({
    id: "MappingPreview",
    description:
      "`data` is what a delivery would carry; with `problem` nothing would be delivered. `fields` has the value of each " +
      "field of the schema, in its order, or why there is none.",
  });
export type MappingPreview = z.infer<typeof MappingPreview>;
