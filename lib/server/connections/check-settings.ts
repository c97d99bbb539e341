import type { IntegrationType } from "../../contracts/integrations.ts";
import type { AppContext } from "../app-context.ts";
import type { Destination, Settings, UrlCheck } from "../destinations/definition.ts";
import { createAddressPolicy } from "../egress/address-policy.ts";
import { checkDestinationUrl } from "../egress/check-url.ts";
import { AppError, badParam } from "../errors.ts";

export function requireDestination(app: Pick<AppContext, "destinations">, type: IntegrationType): Destination {
  const destination = app.destinations.of(type);
  if (destination === undefined) throw badParam("type", "This integration is not available on this server");
  return destination;
}

/** Parses and checks what a caller sent; then, unless skipped, tries it. */
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

async function requireTestDelivery(app: AppContext, destination: Destination, workspaceId: string, settings: Settings) {
  const outcome = await destination.test({ workspaceId, settings, now: new Date() }, app.egress);
  if (outcome.kind === "delivered") return;
  const msg = `The test request failed: ${outcome.message}`;
  throw new AppError("unprocessable", msg, { data: [{ param: destination.testedParam, msg }] });
}
