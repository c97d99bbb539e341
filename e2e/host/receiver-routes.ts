import { HttpError, jsonReply, readJson } from "./http.ts";
import { type Receiver, isReceiverMode } from "./receiver.ts";
import { type Route, defineRoute } from "./route.ts";

/** What the page and the tests ask of the receiver; the deliveries themselves arrive at `/receiver`. */
export function receiverRoutes(receiver: Receiver): Route[] {
  return [
    defineRoute("GET", "/backend/receiver", () => jsonReply(200, { mode: receiver.mode })),
    defineRoute("POST", "/backend/receiver", async ({ request }) => {
      const { mode } = await readJson(request);
      if (!isReceiverMode(mode))
        throw new HttpError(400, "mode must be one of 200, 500, 500-later, 429, slow, 422, 410, drop");
      receiver.mode = mode;
      return jsonReply(200, { mode });
    }),
    defineRoute("GET", "/backend/receiver/deliveries", () => {
      return jsonReply(200, { count: receiver.deliveries.length, records: receiver.deliveries });
    }),
    defineRoute("DELETE", "/backend/receiver/deliveries", () => {
      receiver.deliveries.length = 0;
      return jsonReply(200, { count: 0, records: [] });
    }),
  ];
}
