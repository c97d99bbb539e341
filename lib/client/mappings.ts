import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { MappingPreview, MappingResult, MappingSchema, PreviewMapping } from "#lib/contracts/mappings.ts";
import { apiGet, apiSend } from "./api.ts";
import { connectionQueries } from "./connections.ts";

const connectionPath = (connectionId: string) => `/connections/${encodeURIComponent(connectionId)}`;

export const mappingQueries = {
  all: (workspaceId: string, connectionId: string) => ["mappings", workspaceId, connectionId] as const,
  /** Read once: an editor does not change under the hands of who works in it. */
  default: (workspaceId: string, connectionId: string) =>
    queryOptions({
      queryKey: [...mappingQueries.all(workspaceId, connectionId), "default"],
      queryFn: ({ signal }) => apiGet<MappingResult>(`${connectionPath(connectionId)}/mappings/default`, { signal }),
      refetchOnWindowFocus: false,
    }),
  fields: (workspaceId: string, connectionId: string) =>
    queryOptions({
      queryKey: [...mappingQueries.all(workspaceId, connectionId), "fields"],
      queryFn: ({ signal }) => apiGet<FieldCatalog>(`${connectionPath(connectionId)}/fields`, { signal }),
      refetchOnWindowFocus: false,
    }),
  preview: (workspaceId: string, connectionId: string, body: PreviewMapping) =>
    queryOptions({
      queryKey: [...mappingQueries.all(workspaceId, connectionId), "preview", body],
      queryFn: ({ signal }) =>
        apiSend<MappingPreview>("POST", `${connectionPath(connectionId)}/mappings/preview`, { body, signal }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: PREVIEW_KEPT_MS,
      refetchOnWindowFocus: false,
      placeholderData: keepPreviousData,
    }),
};

const PREVIEW_KEPT_MS = 30_000;

/** Reads the fields from the provider now; what the mapping lacks then is a warning on the connection. */
export function useRefreshFields(workspaceId: string, connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiGet<FieldCatalog>(`${connectionPath(connectionId)}/fields`, { query: { refresh: true } }),
    onSuccess: (catalog) => {
      client.setQueryData(mappingQueries.fields(workspaceId, connectionId).queryKey, catalog);
      return client.invalidateQueries({ queryKey: connectionQueries.all(workspaceId) });
    },
  });
}

export function useSaveMapping(workspaceId: string, connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { schema: MappingSchema; expected_version: number }) =>
      apiSend<MappingResult>("PUT", `${connectionPath(connectionId)}/mappings/default`, { body }),
    onSuccess: (result) => {
      client.setQueryData(mappingQueries.default(workspaceId, connectionId).queryKey, result);
      return client.invalidateQueries({ queryKey: connectionQueries.all(workspaceId) });
    },
  });
}

/** The mapping that somebody else has saved meanwhile. */
export function useReadMappingAgain(workspaceId: string, connectionId: string) {
  const client = useQueryClient();
  return () => client.fetchQuery({ ...mappingQueries.default(workspaceId, connectionId), staleTime: 0 });
}
