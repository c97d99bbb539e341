import { z } from "zod";
import { DELIVERY_STATUSES } from "./constants.ts";

export const DELIVERY_STATUS_ERROR = "One of pending, processing, retrying, completed, failed, canceled";
export const DeliveryStatus = z
  .enum(DELIVERY_STATUSES, { error: DELIVERY_STATUS_ERROR })
  .meta({ id: "DeliveryStatus", description: "State of an event and of each of its rule events." });
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;
