"use client";

import { useCallback } from "react";
import { useApiTexts, useApiTextsByKey } from "#components/patterns/language.ts";
import { humanizeKey } from "#components/patterns/plain-words.ts";
import type { Integration, IntegrationType } from "#lib/contracts/integrations.ts";
import { sayActions } from "#lib/i18n/say-destination.ts";
import { providerActionsTexts } from "#lib/i18n/texts/provider-actions.ts";

/** What a destination can do, in the language of the person. */
export function useActionWords(): (integration: Integration) => Integration {
  const say = useApiTexts(providerActionsTexts);
  return useCallback((integration) => sayActions(integration, say), [say]);
}

/** The action of a rule, whose destination may not be there any more. */
export function useActionName(): (type: IntegrationType, action: string) => string {
  const say = useApiTextsByKey(providerActionsTexts);
  return useCallback((type, action) => say(`${type}.${action}.label`, humanizeKey(action)), [say]);
}
