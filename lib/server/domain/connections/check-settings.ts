import type { IntegrationType } from "#lib/contracts/integrations.ts";
import { checkDestinationUrl } from "#lib/server/egress/check-url.ts";
import type { Account, Destination, UrlCheck } from "#lib/server/providers/contract.ts";
import type { Settings } from "#lib/server/providers/kit/access.ts";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";
import type { ConnectionsApp } from "./context.ts";
import { accessWith } from "./provider-access.ts";

export function requireDestination(app: Pick<ConnectionsApp, "destinations">, type: IntegrationType): Destination {
  const destination = app.destinations.of(type);
  if (destination === undefined) throw badParam("type", "This integration is not available on this server");
  return destination;
}

type CheckRequest = {
  workspaceId: string;
  metadata: Record<string, unknown>;
  previous: Settings | undefined;
};

/** Parses and checks what a caller sent; then, unless skipped, tries it. */
export async function checkSettings(
  app: ConnectionsApp,
  destination: Destination,
  request: CheckRequest,
): Promise<Settings> {
  const result = destination.parseSettings(request.metadata, request.previous, urlCheck(app));
  if (!result.ok) throw new AppError("bad_request", "Validation failed", { data: result.problems });
  if (result.skipTest) return result.settings;
  const account = await requireTest(app, destination, request.workspaceId, result.settings);
  return withAccount(result.settings, account);
}

function urlCheck(app: ConnectionsApp): UrlCheck {
  const policy = createAddressPolicy(app.env.allowPrivate);
  return (url) => {
    const checked = checkDestinationUrl(url, policy);
    return checked.ok ? undefined : checked.problem;
  };
}

async function requireTest(app: ConnectionsApp, destination: Destination, workspaceId: string, settings: Settings) {
  const access = accessWith(app, destination, settings, undefined);
  const { outcome, account, param } = await destination.test({ workspaceId, now: clock.now() }, access);
  if (outcome.kind === "delivered") return account;
  const msg = `The test request failed: ${outcome.message}`;
  throw new AppError("unprocessable", msg, param === undefined ? {} : { data: [{ param, msg }] });
}

/** The account stands beside the settings, so that people see which one is connected. */
export function withAccount({ metadata, secrets }: Settings, account: Account | undefined): Settings {
  if (account === undefined) return { metadata, secrets };
  const known = { ...account.metadata, account_id: account.id, account_label: account.label };
  return { metadata: { ...metadata, ...known }, secrets };
}
