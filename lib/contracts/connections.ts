import { z } from "zod";
import { CONNECTION_NAME } from "./constants.ts";
import { IntegrationType } from "./integrations.ts";
import { ExpectedVersion, IdParam, pageSchema, Timestamp, Version, visibleText } from "./primitives.ts";

export const InactiveReason = z
  .enum([
    "authentication_invalid",
    "oauth_authorization_revoked",
    "oauth_reauthorization_required",
    "manually_inactivated",
  ])
  .meta({ id: "InactiveReason" });
export type InactiveReason = z.infer<typeof InactiveReason>;

const metadata = z.record(z.string(), z.unknown(), { error: "Required, an object" });

export const ConnectionWarning = z
  .object({
    code: z.enum(["missing_scope", "mapping_drift"]),
    message: z.string(),
    /** The scope, or the field of the destination. */
    subject: z.string(),
  })
  .meta({ id: "ConnectionWarning", description: "Deliveries continue, but something will not work." });
export type ConnectionWarning = z.infer<typeof ConnectionWarning>;

export const Connection = z
  .object({
    id: z.uuid(),
    workspace: z.uuid(),
    type: IntegrationType,
    name: z.string(),
    metadata: z.record(z.string(), z.unknown()),
    action_data: z.record(z.string(), z.unknown()).optional(),
    active: z.boolean(),
    inactive_reason: InactiveReason.optional(),
    /** Extension. */
    warnings: z.array(ConnectionWarning).optional(),
    hidden: z.boolean(),
    created_by: z.string(),
    created_at: Timestamp,
    updated_at: Timestamp,
    version: Version,
  })
  .meta({
    id: "Connection",
    description: "A configured destination of one workspace. Secrets in `metadata` are masked.",
  });
export type Connection = z.infer<typeof Connection>;

export const ConnectionSummary = z
  .object({
    id: z.uuid(),
    name: z.string(),
    type: IntegrationType,
    active: z.boolean(),
    action_data: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({
    id: "ConnectionSummary",
    description: "What a resource session sees of a connection: enough to create a rule, nothing of its settings.",
  });
export type ConnectionSummary = z.infer<typeof ConnectionSummary>;

export const ConnectionsPage = pageSchema(Connection).meta({ id: "ConnectionPage" });
export type ConnectionsPage = z.infer<typeof ConnectionsPage>;
export const ConnectionSummariesPage = pageSchema(ConnectionSummary).meta({ id: "ConnectionSummaryPage" });
export type ConnectionSummariesPage = z.infer<typeof ConnectionSummariesPage>;
export const ConnectionCreated = z.object({ connection: Connection }).meta({ id: "ConnectionCreated" });
export type ConnectionCreated = z.infer<typeof ConnectionCreated>;

export const ConnectionName = visibleText()
  .min(1, "Must not be empty")
  .max(CONNECTION_NAME.max, "At most 128 characters")
  .regex(CONNECTION_NAME.pattern, CONNECTION_NAME.message);

export const CreateConnection = z
  .object({
    workspace: IdParam,
    type: IntegrationType,
    name: ConnectionName,
    metadata,
    hidden: z.boolean({ error: "Must be true or false" }).default(false),
  })
  .meta({
    id: "CreateConnection",
    examples: [
      {
        workspace: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55",
        type: "webhook",
        name: "Order hook",
        metadata: { url: "https://hooks.example.com/orders", http_method: "POST", payload_mode: "wrapped" },
      },
    ],
  });
export type CreateConnection = z.infer<typeof CreateConnection>;

export const UpdateConnection = z
  .object({
    name: ConnectionName,
    metadata,
    hidden: z.boolean({ error: "Must be true or false" }).optional(),
    expected_version: ExpectedVersion.optional(),
  })
  .meta({ id: "UpdateConnection", description: "The mask of a secret in `metadata` keeps what is stored." });
export type UpdateConnection = z.infer<typeof UpdateConnection>;

/** What changes without the settings: their secrets are not needed. A key that is left out stays as it is. Extension. */
export const PatchConnection = z
  .object({
    name: ConnectionName.optional(),
    hidden: z.boolean({ error: "Must be true or false" }).optional(),
    active: z.boolean({ error: "Must be true or false" }).optional(),
    expected_version: ExpectedVersion.optional(),
  })
  .meta({ id: "PatchConnection", description: "A key that is left out stays as it is." });
export type PatchConnection = z.infer<typeof PatchConnection>;

export const DeleteConnection = z
  .object({
    force_delete: z.boolean({ error: "Must be true or false" }).optional(),
  })
  .meta({ id: "DeleteConnection", description: "`force_delete` deletes the connection together with its rules." });

/** What the provider of a connection by OAuth was told when it was deleted. Extension. */
export const Disconnection = z
  .object({ status: z.enum(["revoked", "kept", "failed", "unsupported"]), message: z.string().optional() })
  .meta({
    id: "Disconnection",
    description:
      "`revoked`: the provider took the access back; `kept`: it may be shared with another connection; `failed`: the " +
      "provider could not be told, and `message` says why; `unsupported`: it has no way to be told. In every case the " +
      "tokens are erased here.",
  });
export type Disconnection = z.infer<typeof Disconnection>;

export const DeletedConnection = z
  .object({ id: z.uuid(), type: IntegrationType, disconnection: Disconnection.optional() })
  .meta({ id: "DeletedConnection" });
export type DeletedConnection = z.infer<typeof DeletedConnection>;
