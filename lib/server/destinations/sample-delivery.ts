import { uuidv7 } from "../ids.ts";
import type { Delivery, TestRequest } from "./definition.ts";

const SAMPLE_PAYLOAD = { id: "sample", email: "sample@example.com", first_name: "Sample", last_name: "Person" };

/** The delivery of a made-up event by this action, for destinations that are tried by a real delivery. */
export function sampleDelivery({ workspaceId, settings, now }: TestRequest, action: string): Delivery {
  const event = {
    id: uuidv7(),
    workspaceId,
    event: "meshes.test",
    resource: "global",
    resourceId: undefined,
    createdAt: now,
    payload: SAMPLE_PAYLOAD,
  };
  return { ruleEventId: uuidv7(), event, action: { action }, settings, now, isTest: true };
}
