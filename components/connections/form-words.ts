"use client";

import { useCallback } from "react";
import { useApiTexts } from "#components/patterns/language.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { sayForm } from "#lib/i18n/say-destination.ts";
import { providerFormsTexts } from "#lib/i18n/texts/provider-forms.ts";

/** What a form asks for, in the language of the person. */
export function useFormWords(): (integration: Integration) => Integration {
  const say = useApiTexts(providerFormsTexts);
  return useCallback((integration) => sayForm(integration, say), [say]);
}
