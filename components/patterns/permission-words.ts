"use client";

import { useApiTexts } from "#components/patterns/language.ts";
import type { Connection, ConnectionWarning } from "#lib/contracts/connections.ts";
import { sayWarning } from "#lib/i18n/say-destination.ts";
import { providerPermissionsTexts } from "#lib/i18n/texts/provider-permissions.ts";

/** The warnings of a connection, those about permissions in the language of the person. */
export function useWarnings({ type, warnings = [] }: Pick<Connection, "type" | "warnings">): ConnectionWarning[] {
  const say = useApiTexts(providerPermissionsTexts);
  return warnings.map((warning) => sayWarning(type, warning, say));
}
