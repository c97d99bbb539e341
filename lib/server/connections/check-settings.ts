import type { IntegrationType } from "../../contracts/integrations.ts";
import { uuidv7 } from "../ids.ts";
import type { AppContext } from "../app-context.ts";
import type { Destination, Settings, UrlCheck } from "../destinations/definition.ts";
import { destinationOf } from "../destinations/registry.ts";
import { createAddressPolicy } from "../egress/address-policy.ts";
import { checkDestinationUrl } from "../egress/check-url.ts";
import { AppError, badParam } from "../errors.ts";

export function requireDestination(type: IntegrationType): Destination {
  const destination = destinationOf(type);
  if (destination === undefined) throw badParam("type", "This integration is not available on this server");
  return destination;
}

/** Parses and checks what a caller sent; then, unless skipped, tries it with a real delivery of a sample event. */
export async function checkSettings(
  app: AppContext,
  destination: Destination,
  request: { workspaceId: string; metadata: Record<string, unknown>; previous: Settings | undefined },
): Promise<Settings> {
  const result = destination.parseSettings(request.metadata, request.previous, urlCheck(app));
  if (!result.ok) throw new AppError("bad_request", "Validation failed", { data: result.problems });
  if (!result.skipTest) await requireTestDelivery(app, destination, request.workspaceId, result.settings);
  return result.settings;
}

function urlCheck(app: AppContext): UrlCheck {
  const policy = createAddressPolicy(app.env.allowPrivate);
  return (url) => {
    const checked = checkDestinationUrl(url, policy);
    return checked.ok ? undefined : checked.problem;
  };
}

const SAMPLE_PAYLOAD = { id: "sample", email: "sample@example.com", first_name: "Sample", last_name: "Person" };

async function requireTestDelivery(app: AppContext, destination: Destination, workspaceId: string, settings: Settings) {
  const now = new Date();
  const event = {
    id: uuidv7(),
    workspaceId,
    event: "meshes.test",
    resource: "global",
    resourceId: undefined,
    createdAt: now,
    payload: SAMPLE_PAYLOAD,
  };
  const [action = ""] = Object.keys(destination.integration.actions);
  const delivery = { ruleEventId: uuidv7(), event, action: { action }, settings, now, isTest: true };
  const outcome = await destination.deliver(delivery, app.egress);
  if (outcome.kind === "delivered") return;
  const msg = `The test request failed: ${outcome.message}`;
  throw new AppError("unprocessable", msg, { data: [{ param: "metadata.url", msg }] });
}
