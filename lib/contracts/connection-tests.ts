import { z } from "zod";
import { OutcomeCode, ProviderCode, ResponseDetails } from "./attempts.ts";
import { Timestamp } from "./primitives.ts";

/** What a try of a connection's settings led to. A try that failed is an answer too: `ok` says how it went. Extension. */
export const ConnectionTest = z
  .object({
    connection: z.uuid(),
    ok: z.boolean(),
    outcome_code: OutcomeCode,
    message: z.string(),
    status_code: z.int().optional(),
    provider_code: ProviderCode.optional(),
    duration_ms: z.int().min(0),
    started_at: Timestamp,
    completed_at: Timestamp,
    /** What was sent and answered: credentials masked, bodies capped at 16 KiB. */
    details: ResponseDetails.omit({ attempt_id: true, body_withheld: true, withheld: true }).optional(),
  })
  .meta({ id: "ConnectionTest", description: "What a try of the stored settings led to; `ok` says how it went." });
export type ConnectionTest = z.infer<typeof ConnectionTest>;
