"use client";

import { useCallback } from "react";
import { isDestinationType } from "#components/patterns/destination-types.ts";
import { useTranslations } from "#components/patterns/language.ts";
import type { Integration, IntegrationsPage } from "#lib/contracts/integrations.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

type SayIntegration = (integration: Integration) => Integration;

/** For the `select` of the query of destinations: their names, and what a page shows beside them. */
export function useDestinationWords(sayMore: SayIntegration): (page: IntegrationsPage) => IntegrationsPage {
  const destination = useTranslations(destinationsTexts);
  return useCallback(
    ({ records, ...page }) => ({
      ...page,
      records: records.map((integration) => {
        const { type, name } = integration;
        return { ...sayMore(integration), name: isDestinationType(type) ? destination(type) : name };
      }),
    }),
    [destination, sayMore],
  );
}
