import { queryOptions } from "@tanstack/react-query";
import type { IntegrationsPage } from "#lib/contracts/integrations.ts";
import { apiGet } from "./api.ts";

/** The catalog is part of the server's build, so it never goes stale within one document. */
export const integrationQueries = {
  list: () =>
    queryOptions({
      queryKey: ["integrations"],
      queryFn: ({ signal }) => apiGet<IntegrationsPage>("/integrations", { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
