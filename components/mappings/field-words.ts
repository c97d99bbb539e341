"use client";

import { useCallback } from "react";
import { useApiTexts } from "#components/patterns/language.ts";
import type { FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import { sayFields } from "#lib/i18n/say-destination.ts";
import { providerFieldsTexts } from "#lib/i18n/texts/provider-fields.ts";

/** The fields that every account has, in the language of the person; what an account calls its own stays. */
export function useFieldWords(): (catalog: FieldCatalog) => FieldCatalog {
  const say = useApiTexts(providerFieldsTexts);
  return useCallback(
    (catalog) => ({ ...catalog, fields: sayFields(catalog.integration_type, catalog.fields, say) }),
    [say],
  );
}
