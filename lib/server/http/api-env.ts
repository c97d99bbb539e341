import type { HttpBindings } from "@hono/node-server";
import type { RateGate } from "./rate-gate.ts";

export type ApiEnv = { Bindings: HttpBindings; Variables: { requestId: string; gate?: RateGate } };
