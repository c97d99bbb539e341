/**
 * What the provider takes from one connection. Kept over all nodes, by claiming no more than this. A destination with
 * limits, empty as they may be, also leaves a connection alone for as long as its provider asks.
 */
export type DeliveryLimits = {
  /** Requests in a window; `operator`: all connections together, because they share the operator's credentials. */
  rate?: { requests: number; perMs: number; scope: "connection" | "operator" };
  /** What one delivery takes as a rule; where the first of its kind takes more, the provider's own answer paces it. */
  requestsPerDelivery: number;
  /** Deliveries of one connection at the same time. */
  concurrency?: number;
};
