"use client";

import { useCallback } from "react";
import { useSay } from "#components/patterns/destination-words.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { sayActions } from "#lib/i18n/say-destination.ts";
import { providerActionsTexts } from "#lib/i18n/texts/provider-actions.ts";

/** What a destination can do, in the language of the person. */
export function useActionWords(): (integration: Integration) => Integration {
  const say = useSay(providerActionsTexts);
  return useCallback((integration) => sayActions(integration, say), [say]);
}
