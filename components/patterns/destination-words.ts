"use client";

import { useCallback } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import type { Integration, IntegrationsPage } from "#lib/contracts/integrations.ts";
import type { SourceTexts } from "#lib/i18n/compile-texts.ts";
import type { Namespace } from "#lib/i18n/namespace.ts";
import type { Say } from "#lib/i18n/say-destination.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

/**
 * Says texts of the API in the language of the person. A text stays as it came where the catalog has another one for it:
 * of a server that is newer than this page, or in the words of the connected account.
 */
export function useSay(namespace: Namespace<SourceTexts>): Say {
  const t = useTranslations(namespace);
  return useCallback(
    (key, text) => {
      const english = namespace.read("en");
      return !(english instanceof Promise) && english[key] === text ? t(key) : text;
    },
    [namespace, t],
  );
}

type SayIntegration = (integration: Integration) => Integration;

/** For the `select` of the query of destinations: their names, and what a page shows beside them. */
export function useDestinationWords(sayMore: SayIntegration): (page: IntegrationsPage) => IntegrationsPage {
  const say = useSay(destinationsTexts);
  return useCallback(
    ({ records, ...page }) => ({
      ...page,
      records: records.map((integration) => {
        const { type, name } = integration;
        return { ...sayMore(integration), name: say(type, name) };
      }),
    }),
    [say, sayMore],
  );
}
