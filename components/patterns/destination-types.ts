import type { IntegrationType } from "#lib/contracts/integrations.ts";
import names from "#lib/i18n/texts/en/destinations.ts";

export function isDestinationType(value: string): value is IntegrationType {
  return Object.hasOwn(names, value);
}

export const DESTINATION_TYPES: readonly IntegrationType[] = Object.keys(names).filter(isDestinationType);
