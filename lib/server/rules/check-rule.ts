import type { ErrorDetail } from "../../contracts/errors.ts";
import type { Integration, IntegrationType } from "../../contracts/integrations.ts";
import type { RuleMetadata } from "../../contracts/rules.ts";
import type { AppContext, Scope } from "../app-context.ts";
import { requireDestination } from "../connections/check-settings.ts";
import { AppError } from "../errors.ts";

type Filters = { resource: string | null | undefined; resourceId: string | null | undefined };

/** A resource session makes rules only inside its pair; leaving the pair out would match events beyond it. */
export function requirePair({ pair }: Scope, { resource, resourceId }: Filters): void {
  if (pair === undefined) return;
  const isInside = resource === pair.resource && resourceId === pair.resourceId;
  if (!isInside) throw new AppError("forbidden", "This session can only make rules for its own resource");
}

/** Throws 400 unless the metadata names an action of the integration and holds everything that it needs. */
export function requireMetadata(
  app: Pick<AppContext, "destinations">,
  type: IntegrationType,
  metadata: RuleMetadata,
): void {
  const problems = metadataProblems(requireDestination(app, type).integration, metadata);
  if (problems.length > 0) throw new AppError("bad_request", "Validation failed", { data: problems });
}

/** The action must be one of the integration's, with every field that it requires. */
function metadataProblems(integration: Integration, metadata: RuleMetadata): ErrorDetail[] {
  const action = Object.hasOwn(integration.actions, metadata.action) ? integration.actions[metadata.action] : undefined;
  if (action === undefined) {
    const known = Object.keys(integration.actions).join(", ");
    return [{ param: "metadata.action", msg: `Not an action of ${integration.name}: one of ${known}` }];
  }
  const required = (action.data ?? []).filter((input) => input.required === true).map((input) => input.field);
  return required
    .filter((field) => typeof metadata[field] !== "string" || metadata[field] === "")
    .map((field) => ({ param: `metadata.${field}`, msg: "Required" }));
}

export function duplicateRule(cause: unknown): AppError {
  return new AppError("conflict", "An identical rule exists", { cause });
}
