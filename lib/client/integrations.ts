import { queryOptions } from "@tanstack/react-query";
import { IntegrationsPage } from "#lib/contracts/integrations.ts";
import { apiGet } from "./api.ts";

/** The catalogue is part of the server's build, so it never goes stale within one document. */
export const integrationQueries = {
  list: () =>
    queryOptions({
      queryKey: ["integrations"],
      queryFn: ({ signal }) => apiGet("/integrations", { schema: IntegrationsPage, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
