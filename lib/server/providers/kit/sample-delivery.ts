import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import type { Delivery } from "../contract.ts";
import type { Memory } from "./access.ts";
import { deliveredEvent } from "./delivered-event.ts";

const SAMPLE_PAYLOAD = JSON.stringify({
  id: "sample",
  email: "sample@example.com",
  first_name: "Sample",
  last_name: "Person",
});

const NOTHING: Memory = {
  recall: () => Promise.resolve(undefined),
  remember: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** The delivery of a made-up event by this action, for destinations that are tried by a real delivery. */
export function sampleDelivery({ workspaceId, now }: { workspaceId: string; now: Date }, action: string): Delivery {
  const event = {
    id: uuidv7(),
    workspaceId,
    event: "meshes.test",
    resource: "global",
    resourceId: undefined,
    createdAt: now,
  };
  return {
    ruleEventId: uuidv7(),
    event: deliveredEvent(event, SAMPLE_PAYLOAD),
    action: { action },
    data: {},
    memory: NOTHING,
    budget: createWorkBudget(),
    now,
    isTest: true,
  };
}
