import { z } from "zod";
import { DELIVERY_STATUSES } from "./constants.ts";

/** Status of an event and of a rule event. */
export const DeliveryStatus = z.enum(DELIVERY_STATUSES, {
  error: "One of pending, processing, retrying, completed, failed, canceled",
});
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;
