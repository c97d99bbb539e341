import type { Given } from "../claim.ts";
import type { DueConnection } from "../find-due.ts";
import type { ConnectionPace } from "./connection-pace.ts";

export type PacedConnection = DueConnection & { pace: ConnectionPace };
export type PacedGiven = Given<PacedConnection>;

export function isPaced(connection: DueConnection): connection is PacedConnection {
  return connection.pace !== undefined;
}

/** How many of its due deliveries the provider lets a connection start now, as it seems without the locks. */
export function startableNow({ due, pace: { readyInMs, concurrency = Infinity, running } }: PacedConnection): number {
  return readyInMs > 0 ? 0 : Math.max(0, Math.min(due, concurrency - running));
}
