import type { ConnectionWarning } from "#lib/contracts/connections.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import type { OAuthDescriptor, TokenGrant } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { badParam } from "#lib/server/runtime/errors.ts";
import { requireDestination } from "../check-settings.ts";
import type { ConnectionsApp } from "../context.ts";
import type { OAuthOptions } from "./endpoints.ts";
import type { OAuthClient } from "./token-endpoint.ts";

export type OAuthDestination = Destination & { oauth: OAuthDescriptor };

/** Throws 400, at the parameter that named it, for a destination that is not connected by OAuth. */
export function requireOAuth(
  app: Pick<ConnectionsApp, "destinations">,
  type: IntegrationType,
  param: "type" | "connection" = "type",
): OAuthDestination {
  const destination = requireDestination(app, type);
  if (!usesOAuth(destination)) throw badParam(param, `${destination.integration.name} is not connected by OAuth`);
  return destination;
}

export function usesOAuth(destination: Destination): destination is OAuthDestination {
  return destination.oauth !== undefined;
}

export function createOAuthClient(
  { env, egress, log }: Pick<ConnectionsApp, "env" | "egress" | "log">,
  { integration, oauth }: OAuthDestination,
  options: OAuthOptions,
  timeoutMs: number = env.deliveryTimeoutMs,
): OAuthClient {
  const operator = env.providers[integration.type] ?? {};
  return { name: integration.name, oauth, operator, options, egress, log, timeoutMs };
}

/** Where the provider sends people back to: what the operator registers there. */
export function buildRedirectUri({ env }: Pick<ConnectionsApp, "env">, type: IntegrationType): string {
  return `${env.publicUrl}/oauth/callback/${type}`;
}

/** What was asked for and not granted, with what does not work without it. */
export function missingScopes({ scopes }: OAuthDescriptor, granted: TokenGrant["scopes"]): ConnectionWarning[] {
  if (granted === undefined) return [];
  return scopes
    .filter(({ name, otherNames = [] }) => ![name, ...otherNames].some((wanted) => granted.includes(wanted)))
    .map(({ name, unlocks }) => ({
      code: "missing_scope",
      subject: name,
      message: `The permission ${name} was not granted. This does not work without it: ${inSentence(unlocks)}.`,
    }));
}

function inSentence(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
