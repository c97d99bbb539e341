import { z } from "zod";

/** Status of an event and of a rule event. */
export const DeliveryStatus = z.enum(["pending", "processing", "retrying", "completed", "failed", "canceled"], {
  error: "One of pending, processing, retrying, completed, failed, canceled",
});
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;
