import type { Connection } from "#lib/contracts/connections.ts";
import { maskParameters } from "#lib/contracts/query-parameters.ts";
import { isAllowed } from "#lib/server/domain/tenancy/keys/permissions.ts";
import type { Principal } from "#lib/server/domain/tenancy/principal.ts";
import { AppError } from "#lib/server/runtime/errors.ts";
import type { Access } from "./route.ts";

/** 401 for a credential that this route does not know at all, 403 for one that is not enough. */
export function authorize(principal: Principal, access: Access): void {
  switch (principal.kind) {
    case "publishable":
      if (access.publishable !== true) throw new AppError("unauthorized", "Authentication required");
      return;
    case "machine":
      if (!access.machine) throw new AppError("forbidden", "Only an embed session can call this");
      return;
    case "session":
      if (access.session === undefined) throw new AppError("forbidden", "An embed session cannot call this");
      if (access.session !== "any" && !isAllowed(principal.session, access.session)) {
        throw new AppError("forbidden", "This session is not allowed to do this");
      }
  }
}

/**
 * Addresses often carry a credential in their query, under any name. Who may not change a connection sees which
 * parameters there are, and no value.
 */
export function shownAddress(principal: Principal, address: string): string {
  const seesAll = principal.kind !== "session" || isAllowed(principal.session, "write_connections");
  return seesAll ? address : maskParameters(address, () => true);
}

export function connectionShownTo(principal: Principal, connection: Connection): Connection {
  const { url } = connection.metadata;
  if (typeof url !== "string") return connection;
  return { ...connection, metadata: { ...connection.metadata, url: shownAddress(principal, url) } };
}

/** For routes that most callers may use, and that show more to those who may read payloads. */
export function mayReadPayload(principal: Principal): boolean {
  if (principal.kind === "session") return isAllowed(principal.session, "read_payload");
  return principal.kind === "machine";
}
