import { hashKey, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import type {
  Connection,
  ConnectionCreated,
  ConnectionSummariesPage,
  ConnectionsPage,
  CreateConnection,
  DeletedConnection,
  PatchConnection,
  UpdateConnection,
} from "#lib/contracts/connections.ts";
import { apiGet, apiSend } from "./api.ts";
import { workspaceQueries } from "./workspaces.ts";

export const connectionQueries = {
  all: (workspaceId: string) => ["connections", workspaceId] as const,
  /** For sessions that may read connections. */
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...connectionQueries.all(workspaceId), "list"],
      queryFn: ({ signal }) => apiGet<ConnectionsPage>(`/workspaces/${workspaceId}/connections`, { signal }),
    }),
  /** For every session that may make rules: a resource session is answered with summaries only. */
  summaries: (workspaceId: string) =>
    queryOptions({
      queryKey: [...connectionQueries.all(workspaceId), "summaries"],
      queryFn: ({ signal }) => apiGet<ConnectionSummariesPage>(`/workspaces/${workspaceId}/connections`, { signal }),
    }),
  detail: (workspaceId: string, connectionId: string) =>
    queryOptions({
      queryKey: [...connectionQueries.all(workspaceId), "detail", connectionId],
      queryFn: ({ signal }) => apiGet<Connection>(`/connections/${encodeURIComponent(connectionId)}`, { signal }),
    }),
};

/** The lists of connected accounts that rules choose from. */
export const actionDataQueries = {
  list: (workspaceId: string, connectionId: string, key: string) =>
    queryOptions({
      queryKey: ["action-data", workspaceId, connectionId, key],
      queryFn: ({ signal }) => readActionData(connectionId, { key }, signal),
      // The server answers 422 for whatever the provider did; asking it again at once only keeps a person waiting.
      staleTime: ACTION_DATA_STALE_MS,
    }),
};

const ACTION_DATA_STALE_MS = 60_000;

/** From here on a list may be too long for one reading, so that what is not in it is looked for by name. */
export const LONG_LIST = 500;

/** What has this in its name, also beyond the list; it joins the list, so that it stays when something else is typed. */
export function actionDataSearch(workspaceId: string, connectionId: string, key: string, name: string) {
  const { queryKey } = actionDataQueries.list(workspaceId, connectionId, key);
  return queryOptions({
    queryKey: [...queryKey, "search", name],
    queryFn: async ({ client, signal }) => {
      const found = await readActionData(connectionId, { key, search: name }, signal);
      client.setQueryData(queryKey, (known: ActionDataItem[] = []) => withItems(known, found));
      return found;
    },
    staleTime: ACTION_DATA_STALE_MS,
  });
}

function withItems(known: ActionDataItem[], found: readonly ActionDataItem[]): ActionDataItem[] {
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...found.filter(({ id }) => !ids.has(id))];
}

async function readActionData(
  connectionId: string,
  query: { key: string; search?: string; refresh?: boolean },
  signal?: AbortSignal,
): Promise<ActionDataItem[]> {
  const path = `/connections/${encodeURIComponent(connectionId)}/actions`;
  const data = await apiGet<Record<string, ActionDataItem[]>>(path, { query, ...(signal && { signal }) });
  return data[query.key] ?? [];
}

/** Reads the list from the provider now, whatever was read before. */
export function useRefreshActionData(workspaceId: string, connectionId: string, key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => readActionData(connectionId, { key, refresh: true }),
    onSuccess: (items) => client.setQueryData(actionDataQueries.list(workspaceId, connectionId, key).queryKey, items),
  });
}

function useInvalidateConnections(workspaceId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: connectionQueries.all(workspaceId) }),
      client.invalidateQueries({ queryKey: workspaceQueries.all(workspaceId) }),
    ]);
}

export function useCreateConnection(workspaceId: string) {
  return useMutation({
    mutationFn: async (input: Omit<z.input<typeof CreateConnection>, "workspace">) => {
      const body = { ...input, workspace: workspaceId };
      const { connection } = await apiSend<ConnectionCreated>("POST", "/connections", { body });
      return connection;
    },
    onSuccess: useInvalidateConnections(workspaceId),
  });
}

export function useUpdateConnection(workspaceId: string, connectionId: string) {
  return useMutation({
    mutationFn: (body: UpdateConnection) =>
      apiSend<Connection>("PUT", `/connections/${encodeURIComponent(connectionId)}`, { body }),
    onSuccess: useInvalidateConnections(workspaceId),
  });
}

/** Changes what needs no settings: switching off and on, the name. */
export function usePatchConnection(workspaceId: string) {
  return useMutation({
    mutationFn: ({ connectionId, ...body }: PatchConnection & { connectionId: string }) =>
      apiSend<Connection>("PATCH", `/connections/${encodeURIComponent(connectionId)}`, { body }),
    onSuccess: useInvalidateConnections(workspaceId),
  });
}

export function useTestConnection(connectionId: string) {
  return useMutation({
    mutationFn: () => apiSend<ConnectionTest>("POST", `/connections/${encodeURIComponent(connectionId)}/test`),
  });
}

export function useDeleteConnection(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ connectionId, force }: { connectionId: string; force?: boolean }) =>
      apiSend<DeletedConnection>("DELETE", `/connections/${encodeURIComponent(connectionId)}`, {
        body: { force_delete: force ?? false },
      }),
    onSuccess: ({ id }) => {
      // Asking again for what was just deleted would only answer 404, also while its page is still there.
      const { queryKey } = connectionQueries.detail(workspaceId, id);
      client.removeQueries({ queryKey, type: "inactive" });
      const deleted = hashKey(queryKey);
      return Promise.all([
        client.invalidateQueries({
          queryKey: connectionQueries.all(workspaceId),
          predicate: ({ queryHash }) => queryHash !== deleted,
        }),
        client.invalidateQueries({ queryKey: workspaceQueries.all(workspaceId) }),
        client.invalidateQueries({ queryKey: ["rules", workspaceId] }),
      ]);
    },
  });
}
