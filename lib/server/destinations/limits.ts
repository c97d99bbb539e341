/** What the provider takes from one connection. Kept over all nodes, by claiming no more than this. */
export type DeliveryLimits = {
  /** Requests in a window; `operator`: all connections together, because they share the operator's credentials. */
  rate?: { requests: number; perMs: number; scope: "connection" | "operator" };
  /** The most requests that one delivery makes. */
  requestsPerDelivery: number;
  /** Deliveries of one connection at the same time. */
  concurrency?: number;
};
