import { z } from "zod";

/**
 * The postMessage contract between the host page and the workspace in its iframe. The documented keys stay as they
 * are; `v` and the keys marked optional are additions that a host may ignore.
 */
const v = { v: z.literal(1).optional() };

/** Host to workspace: the current access token. */
export const AuthMessage = z.object({ type: z.literal("meshes:auth"), token: z.string().min(1).max(8192) });
export type AuthMessage = z.infer<typeof AuthMessage>;

export const RefreshReason = z.enum(["scheduled", "unauthorized", "resumed"]);
export type RefreshReason = z.infer<typeof RefreshReason>;

/** Why the document in the frame cannot go on; all but the first are said by the page of a refused launch. */
const LaunchReason = z.enum(["outdated", "used", "expired", "missing"]);

/** Workspace to host. */
export const WorkspaceMessage = z.discriminatedUnion("type", [
  z.object({ ...v, type: z.literal("meshes:ready") }),
  z.object({ ...v, type: z.literal("meshes:token-refresh"), reason: RefreshReason.optional() }),
  z.object({ ...v, type: z.literal("meshes:token-expired"), reason: z.enum(["expired", "revoked"]).optional() }),
  z.object({
    ...v,
    type: z.literal("meshes:navigate"),
    page: z.string().optional(),
    path: z.string().optional(),
    title: z.string().optional(),
  }),
  z.object({ ...v, type: z.literal("meshes:resize"), height: z.int().min(0) }),
  z.object({ ...v, type: z.literal("meshes:launch-required"), reason: LaunchReason.optional() }),
]);
export type WorkspaceMessage = z.infer<typeof WorkspaceMessage>;
