import { z } from "zod";
import { OutcomeCode } from "./attempts.ts";
import { IntegrationType } from "./integrations.ts";
import { pageQuery, pageSchema, Timestamp } from "./primitives.ts";

// Problems: failed attempts by their cause, so that a hundred failed deliveries are one line to act on. Extension.

export const ProblemState = z.enum(["open", "acknowledged", "resolved", "ignored"]).meta({
  id: "ProblemState",
  description:
    "`open`: nobody has looked at it yet; `acknowledged`: somebody has, and it goes on; `ignored`: kept out of sight until " +
    "somebody opens it again; `resolved`: it is over, and opens again when it returns.",
});
export type ProblemState = z.infer<typeof ProblemState>;

export const ProblemCode = z.enum([...OutcomeCode.exclude(["delivered"]).options, "connection_inactive"]).meta({
  id: "ProblemCode",
  description:
    "The outcome code of its attempts, or `connection_inactive`: deliveries wait because their connection is inactive.",
});
export type ProblemCode = z.infer<typeof ProblemCode>;

const ProblemHour = z.object({
  hour: Timestamp.meta({ description: "When the hour began." }),
  attempts: z.int().min(0),
});
export type ProblemHour = z.infer<typeof ProblemHour>;

export const Problem = z
  .object({
    id: z.uuid(),
    workspace: z.uuid(),
    connection: z.uuid(),
    connection_name: z.string(),
    integration_type: IntegrationType,
    rule: z.uuid(),
    event: z.string().meta({ description: "The event type of the rule." }),
    outcome_code: ProblemCode,
    status_code: z.int().optional(),
    message: z.string().meta({ description: "Of the last attempt." }),
    state: ProblemState,
    first_seen_at: Timestamp.meta({ description: "Starts anew when a resolved problem returns." }),
    last_seen_at: Timestamp,
    attempt_count: z.int().min(0).meta({
      description: "Attempts since `first_seen_at`. Deliveries that wait for an inactive connection are not attempted.",
    }),
    failed_count: z.int().min(0).meta({
      description:
        "Deliveries in it that have failed. Counted up to 10,000, which then means that many or more, as is `retrying_count`.",
    }),
    retrying_count: z.int().min(0).meta({ description: "Deliveries in it that have not ended." }),
    hours: z
      .array(ProblemHour)
      .length(24)
      .meta({ description: "Attempts in each of the last 24 hours (UTC), oldest first." }),
    acknowledged_by: z.string().optional(),
    acknowledged_at: Timestamp.optional(),
    ignored_by: z.string().optional(),
    ignored_at: Timestamp.optional(),
    resolved_at: Timestamp.optional(),
  })
  .meta({
    id: "Problem",
    description:
      "Deliveries of one rule that do not arrive for one cause: the same outcome and status, and the same message apart from ids, numbers, times and quoted values.",
  });
export type Problem = z.infer<typeof Problem>;
export const ProblemsPage = pageSchema(Problem).meta({ id: "ProblemPage" });
export type ProblemsPage = z.infer<typeof ProblemsPage>;

const text = z.string({ error: "Must be a string" });

const StateList = text
  .refine((list) => list.split(",").every((state) => ProblemState.safeParse(state).success), {
    error: "One of open, acknowledged, resolved, ignored, or several of them with commas between",
  })
  .transform((list) => ProblemState.options.filter((state) => list.split(",").includes(state)))
  .meta({
    description: "One state, or several with commas between. Without it: `open,acknowledged`.",
    override: { type: "string" },
  });

export const ListProblemsQuery = z.object({
  ...pageQuery,
  state: StateList.optional(),
  connection_id: text.optional().meta({ description: "Problems of this connection" }),
  rule_id: text.optional().meta({ description: "Problems of this rule" }),
});
export type ListProblemsQuery = z.infer<typeof ListProblemsQuery>;

export const PatchProblem = z
  .object({
    state: z.enum(["acknowledged", "ignored", "open"], { error: "One of acknowledged, ignored, open" }),
  })
  .meta({ id: "PatchProblem", description: "`open` takes an acknowledgement back, or stops ignoring." });
export type PatchProblem = z.infer<typeof PatchProblem>;
