"use client";

import { useCallback } from "react";
import { useActionWords } from "#components/patterns/action-words.ts";
import { useApiTexts } from "#components/patterns/language.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { sayInputs } from "#lib/i18n/say-destination.ts";
import { providerInputsTexts } from "#lib/i18n/texts/provider-inputs.ts";

/** Actions with what they ask for, in the language of the person. */
export function useInputWords(): (integration: Integration) => Integration {
  const sayActions = useActionWords();
  const say = useApiTexts(providerInputsTexts);
  return useCallback((integration) => sayInputs(sayActions(integration), say), [sayActions, say]);
}
