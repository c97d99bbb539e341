import { z } from "zod";
import { ConnectionName } from "./connections.ts";
import { IntegrationType } from "./integrations.ts";
import { IdParam, Timestamp } from "./primitives.ts";

// Connecting an account by OAuth: the attempt lives on the server, so that its result reaches whoever asks for it,
// whatever becomes of the window in which the person agreed. Extension.

export const OAuthAttemptStatus = z
  .enum(["waiting", "at_provider", "confirming", "completed", "failed", "canceled", "expired"])
  .meta({
    id: "OAuthAttemptStatus",
    description:
      "`waiting`: the start page was not opened yet; `at_provider`: the person is at the provider; `confirming`: it is " +
      "another account than before, and somebody has to decide; the others are final.",
  });
export type OAuthAttemptStatus = z.infer<typeof OAuthAttemptStatus>;

export const OAuthProblem = z
  .object({ code: z.string(), message: z.string() })
  .meta({ id: "OAuthProblem", description: "`code` is the provider's own where it gave one." });
export type OAuthProblem = z.infer<typeof OAuthProblem>;

const OAuthAccount = z.object({ id: z.string(), label: z.string() }).meta({ id: "OAuthAccount" });

export const OAuthAttempt = z
  .object({
    id: z.uuid(),
    workspace_id: z.uuid(),
    type: IntegrationType,
    status: OAuthAttemptStatus,
    /** The connection that is reconnected, or that was made. */
    connection: z.uuid().optional(),
    is_reconnect: z.boolean(),
    /** The account that the person chose; while `confirming`, with the one that is connected now. */
    account: OAuthAccount.optional(),
    previous_account: OAuthAccount.optional(),
    problem: OAuthProblem.optional(),
    created_at: Timestamp,
    expires_at: Timestamp,
  })
  .meta({ id: "OAuthAttempt" });
export type OAuthAttempt = z.infer<typeof OAuthAttempt>;

export const OAuthAttemptCreated = z.object({ attempt: OAuthAttempt, start_url: z.string() }).meta({
  id: "OAuthAttemptCreated",
  description:
    "Open `start_url` in a window of its own. It works until the attempt is over or expires, also a second time.",
});
export type OAuthAttemptCreated = z.infer<typeof OAuthAttemptCreated>;

export const CreateOAuthAttempt = z
  .strictObject({
    type: IntegrationType.meta({ description: "What to connect. Left out when a connection is named." }).optional(),
    connection: IdParam.meta({ description: "A connection to reconnect; its rules and mapping stay." }).optional(),
    name: ConnectionName.meta({
      description: "Of the new connection; the account's own name when left out.",
    }).optional(),
    options: z
      .record(z.string(), z.string({ error: "Must be a string" }), { error: "Must be an object" })
      .meta({ description: "The integration's authentication fields." })
      .optional(),
  })
  .refine(({ type, connection }) => type !== undefined || connection !== undefined, {
    path: ["type"],
    error: "Required, unless a connection is named",
  })
  .meta({ id: "CreateOAuthAttempt", examples: [{ type: "slack", name: "Team chat" }] });
export type CreateOAuthAttempt = z.infer<typeof CreateOAuthAttempt>;

/** What the page after the call-back says; it reads this with the browser's cookie. Not part of the API. */
export const OAuthOutcome = z.object({
  status: OAuthAttemptStatus,
  /** The provider's name. */
  provider: z.string(),
  is_reconnect: z.boolean(),
  account: z.string().optional(),
  previous_account: z.string().optional(),
  problem: OAuthProblem.optional(),
  /** What was not granted, and what does not work without it. */
  warnings: z.array(z.string()),
});
export type OAuthOutcome = z.infer<typeof OAuthOutcome>;
