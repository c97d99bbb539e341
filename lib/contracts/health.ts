import { z } from "zod";

export const Health = z.object({ status: z.literal("ok"), version: z.string(), uptime_seconds: z.int() });
export type Health = z.infer<typeof Health>;

const Check = z.enum(["ok", "failing"]);

export const Readiness = z.object({
  status: z.enum(["ready", "not_ready"]),
  checks: z.object({ database: Check, migrations: Check, worker: Check }),
});
export type Readiness = z.infer<typeof Readiness>;
