import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Destination } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { sampleDelivery } from "../kit/sample-delivery.ts";
import { deliverWebhook } from "./deliver.ts";
import { webhookIntegration } from "./integration.ts";
import { parseWebhookSettings } from "./parse-settings.ts";
import { isHeaderKey, maskHeaders } from "./settings.ts";

export const webhook: Destination = {
  integration: webhookIntegration,
  oauth: undefined,
  missingSetup: () => undefined,
  parseSettings: parseWebhookSettings,
  presentSettings: (settings) => ({
    ...settings.metadata,
    custom_headers: maskHeaders(settings),
    ...Object.fromEntries(
      Object.keys(settings.secrets)
        .filter(isShown)
        .map((key) => [key, SECRET_MASK]),
    ),
  }),
  revealOnce: (settings: Settings, previous: Settings | undefined): Record<string, string> => {
    const secret = settings.secrets["signing_secret"];
    return secret === undefined || secret === previous?.secrets["signing_secret"] ? {} : { signing_secret: secret };
  },
  deliver: deliverWebhook,
  test: async (request, access) => ({
    outcome: await deliverWebhook(sampleDelivery(request, "send_webhook"), access),
    param: "metadata.url",
  }),
  actionData: {},
  fields: undefined,
  limits: undefined,
  refusals: {},
  unseen: [],
  onAmbiguous: "retry",
};

function isShown(key: string): boolean {
  return !key.startsWith("previous_") && !isHeaderKey(key);
}
