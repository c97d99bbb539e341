import { z } from "zod";
import { ExpectedVersion, pageSchema, Timestamp, Version, visibleText } from "./primitives.ts";

const name = visibleText()
  .min(3, "At least 3 characters")
  .max(50, "At most 50 characters")
  .regex(/^[a-zA-Z0-9 _-]+$/, "Letters, digits, spaces, '_' and '-' only");

const description = z.string({ error: "Must be a string" }).max(1024, "At most 1,024 characters");

export const Workspace = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
    version: Version,
  })
  .meta({ id: "Workspace", description: "One customer, or one environment: owns connections, rules and events." });
export type Workspace = z.infer<typeof Workspace>;

const PublishableKey = z.object({ public_key: z.string(), name: z.string() });

export const WorkspaceDetail = Workspace.extend({
  publishable_key: PublishableKey,
}).meta({ id: "WorkspaceDetail" });
export type WorkspaceDetail = z.infer<typeof WorkspaceDetail>;

export const WorkspacesPage = pageSchema(Workspace).meta({ id: "WorkspacePage" });
export const WorkspaceCreated = z.object({ workspace: Workspace }).meta({ id: "WorkspaceCreated" });

export const CreateWorkspace = z
  .object({ name, description: description.nullish() })
  .meta({ id: "CreateWorkspace", examples: [{ name: "Acme", description: "Production" }] });
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

export const UpdateWorkspace = z
  .object({ name, description: description.nullish(), expected_version: ExpectedVersion.optional() })
  .meta({ id: "UpdateWorkspace", description: "`description: null` clears it; without the key it stays." });
export type UpdateWorkspace = z.infer<typeof UpdateWorkspace>;

const GRACE_SECONDS_MAX = 7 * 86_400;

/** How long the key that is rotated away still works. Extension. */
export const RotatePublishableKey = z
  .strictObject({
    grace_seconds: z
      .int({ error: "A whole number of seconds" })
      .min(0, "At least 0")
      .max(GRACE_SECONDS_MAX, "At most 604,800 (7 days)")
      .default(86_400),
  })
  .meta({ id: "RotatePublishableKey" });
export type RotatePublishableKey = z.infer<typeof RotatePublishableKey>;

export const RotatedPublishableKey = z
  .object({
    publishable_key: PublishableKey,
    previous_key: PublishableKey.extend({ expires_at: Timestamp }),
  })
  .meta({ id: "RotatedPublishableKey" });
export type RotatedPublishableKey = z.infer<typeof RotatedPublishableKey>;

export const CatalogEntry = z
  .object({
    id: z.uuid(),
    key: z.string(),
    label: z.string(),
    description: z.string().nullable(),
    active: z.boolean(),
    created_by: z.string().nullable(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "CatalogEntry", description: "An event type or a resource that a workspace has seen." });
export type CatalogEntry = z.infer<typeof CatalogEntry>;
export const CatalogEntries = z.array(CatalogEntry);
export type CatalogEntries = z.infer<typeof CatalogEntries>;
