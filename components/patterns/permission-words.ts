"use client";

import { useCallback } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import type { SourceTexts } from "#lib/i18n/compile-texts.ts";
import english from "#lib/i18n/texts/en/provider-permissions.ts";
import { providerPermissionsTexts } from "#lib/i18n/texts/provider-permissions.ts";

const KEYS: ReadonlyMap<string, string> = new Map(Object.entries(english).map(([key, text]) => [text, key]));

/** What the API says of a permission that was not granted, in the language of the person. Other warnings stay as they are. */
export function usePermissionWords(): (message: string) => string {
  const t = useTranslations<SourceTexts>(providerPermissionsTexts);
  return useCallback(
    (message) => {
      const key = KEYS.get(message);
      return key === undefined ? message : t(key);
    },
    [t],
  );
}
