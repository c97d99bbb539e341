import { decodeJwt } from "jose";
import type { TenancyApp } from "#lib/server/domain/tenancy/context.ts";
import type { MachineIdentity } from "#lib/server/domain/tenancy/keys/machine-token.ts";
import type { PublishableKeys } from "#lib/server/domain/tenancy/keys/publishable-keys.ts";
import type { Principal } from "#lib/server/domain/tenancy/principal.ts";
import { authenticateSession } from "#lib/server/domain/tenancy/sessions/session-token.ts";
import { AppError } from "#lib/server/runtime/errors.ts";

export type Credentials = { authorization: string | undefined; publishableKey: string | undefined };

export type Authenticator = {
  /** Who is calling. With both credentials `Authorization` decides, and is never fallen back from. */
  authenticate(app: TenancyApp, credentials: Credentials): Promise<Principal>;
};

export function createAuthenticator(deps: {
  verifyMachineToken: (token: string) => Promise<MachineIdentity>;
  publishableKeys: PublishableKeys;
}): Authenticator {
  return {
    authenticate: async (app, { authorization, publishableKey }) => {
      if (authorization !== undefined) return authenticateBearer(app, authorization, deps.verifyMachineToken);
      if (publishableKey !== undefined) return authenticatePublishable(deps.publishableKeys, publishableKey);
      throw new AppError("unauthorized", "Authentication required");
    },
  };
}

async function authenticateBearer(
  app: TenancyApp,
  authorization: string,
  verifyMachineToken: (token: string) => Promise<MachineIdentity>,
): Promise<Principal> {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new AppError("unauthorized", "Authentication required");
  if (isSessionToken(token)) return authenticateSession(app, token);
  const { organizationId, accessKey } = await verifyMachineToken(token);
  return {
    kind: "machine",
    actor: accessKey,
    scope: { organizationId, workspaceId: undefined, resourceScope: undefined },
  };
}

/** Only picks the verifier; that one then checks everything, the audience included. */
function isSessionToken(token: string): boolean {
  try {
    return decodeJwt(token).aud === "meshes-embed";
  } catch {
    return false;
  }
}

async function authenticatePublishable(keys: PublishableKeys, publishableKey: string): Promise<Principal> {
  const found = await keys.find(publishableKey);
  if (found === undefined) throw new AppError("unauthorized", "Authentication required");
  const scope = { organizationId: found.organizationId, workspaceId: found.workspaceId, resourceScope: undefined };
  return { kind: "publishable", actor: found.name, scope };
}
