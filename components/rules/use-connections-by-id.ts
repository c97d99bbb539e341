"use client";

import { useQuery } from "@tanstack/react-query";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";

/** Connections by id. Empty while they load and when they cannot be loaded: rules then show the kind instead of the name. */
export function useConnectionsById(): ReadonlyMap<string, ConnectionSummary> {
  const { workspaceId, can } = useSession();
  const mayList = can("list_connections") || can("read_connections");
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: mayList });
  return new Map((connections.data?.records ?? []).map((connection) => [connection.id, connection]));
}
