import type { IntegrationType } from "../../contracts/integrations.ts";
import type { Destination } from "./definition.ts";
import { webhook } from "./webhook/webhook.ts";

/** Every destination of this server, in the order of the catalogue. */
export const destinations: readonly Destination[] = [webhook];

export function destinationOf(type: IntegrationType): Destination | undefined {
  return destinations.find(({ integration }) => integration.type === type);
}
