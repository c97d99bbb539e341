import { z } from "zod";
import { DELIVERY_STATUSES } from "./constants.ts";

export const DeliveryStatus = z
  .enum(DELIVERY_STATUSES, {
    error: "One of pending, processing, retrying, completed, failed, canceled",
  })
  .meta({ id: "DeliveryStatus", description: "State of an event and of each of its rule events." });
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;
