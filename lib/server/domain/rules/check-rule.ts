import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { Integration, ActionInput, IntegrationAction } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import type { connections } from "#lib/server/db/schema/connections.ts";
import type { Scope } from "#lib/server/db/scope.ts";
import { type ConnectionsApp, openAccess, requireDestination } from "#lib/server/domain/connections/index.ts";
import type { FaultClass } from "#lib/server/providers/kit/fault.ts";
import { AppError, badParam } from "#lib/server/runtime/errors.ts";

type Filters = { resource: string | null | undefined; resourceId: string | null | undefined };

/** A resource session makes rules only inside its resource; leaving the resource out would match events beyond it. */
export function requireResourceScope({ resourceScope }: Scope, { resource, resourceId }: Filters): void {
  if (resourceScope === undefined) return;
  const isInside = resource === resourceScope.resource && resourceId === resourceScope.resourceId;
  if (!isInside) throw new AppError("forbidden", "This session can only make rules for its own resource");
}

const TIMEOUT_MS = 5_000;
/** What the caller can mend. Everything else is the provider's or the network's, and keeps nobody from saving. */
const IS_REFUSAL: readonly FaultClass[] = ["invalid", "permission", "target_gone"];

/**
 * Throws 400 unless the metadata names an action of the integration, holds everything that it needs, and names what the
 * provider has. Asks the provider, so it is called outside of transactions.
 */
export async function requireMetadata(
  app: ConnectionsApp,
  connection: typeof connections.$inferSelect,
  metadata: RuleMetadata,
): Promise<void> {
  const destination = requireDestination(app, connection.type);
  const { integration, checkRule } = destination;
  const problems = metadataProblems(integration, metadata);
  if (problems.length > 0) throw new AppError("bad_request", "Validation failed", { data: problems });
  if (checkRule === undefined || !connection.active) return;
  const access = await openAccess(app, destination, connection);
  const checked = await checkRule(metadata, { ...access, timeoutMs: Math.min(access.timeoutMs, TIMEOUT_MS) });
  if (checked.ok) return;
  const { fault } = checked;
  if (IS_REFUSAL.includes(fault.class)) {
    throw badParam(`metadata.${checkedField(integration, metadata)}`, fault.message);
  }
  app.log.info({ connection: connection.id, fault: fault.class }, "A rule was saved without asking its provider");
}

/** What the provider was asked about: the id, else whatever the action takes. */
function checkedField(integration: Integration, metadata: RuleMetadata): string {
  const inputs = findAction(integration, metadata)?.data ?? [];
  const input = inputs.find(({ field }) => field === "id") ?? inputs.find(({ field }) => metadata[field] !== undefined);
  return input?.field ?? "action";
}

export function duplicateRule(cause: unknown): AppError {
  return new AppError("conflict", "An identical rule exists", { cause });
}

const LINE_CHARACTERS_MAX = 1_024;
const TEXT_CHARACTERS_MAX = 50_000;

/** What is wrong with a rule's metadata: the action must be one of the integration's, and each input as it says. */
export function metadataProblems(integration: Integration, metadata: RuleMetadata): ErrorDetail[] {
  const action = findAction(integration, metadata);
  if (action === undefined) {
    const known = Object.keys(integration.actions).join(", ");
    return [{ param: "metadata.action", msg: `Unknown action of ${integration.name}: one of ${known}` }];
  }
  return (action.data ?? []).flatMap(inputChecks).flatMap(({ field, check }) => {
    const msg = check(metadata[field]);
    return msg === undefined ? [] : [{ param: `metadata.${field}`, msg }];
  });
}

export function findAction({ actions }: Integration, { action }: RuleMetadata): IntegrationAction | undefined {
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}

type Check = { field: string; check: (value: unknown) => string | undefined };

/** An advanced input fills two keys: what is chosen, and the option inside it. */
function inputChecks(input: ActionInput): Check[] {
  const isRequired = input.required === true;
  const own = { field: input.field, check: (value: unknown) => textProblem(value, isRequired, textRules(input)) };
  if (input.kind !== "advanced") return [own];
  const option = (value: unknown) => textProblem(value, isRequired, { max: LINE_CHARACTERS_MAX });
  return [own, { field: input.options.field, check: option }];
}

type TextRules = { max: number; problemOf?: (value: string) => string | undefined };

function textRules(input: ActionInput): TextRules {
  if (input.kind !== "field") return { max: LINE_CHARACTERS_MAX };
  const max = input.type === "textarea" ? TEXT_CHARACTERS_MAX : LINE_CHARACTERS_MAX;
  const { regex, regexMessage = "Invalid format", options } = input;
  return {
    max,
    problemOf: (value) => {
      if (input.type === "select" && options?.every((option) => option.value !== value) === true) {
        return `One of ${options.map((option) => option.value).join(", ")}`;
      }
      return regex === undefined || new RegExp(regex).test(value) ? undefined : regexMessage;
    },
  };
}

function textProblem(value: unknown, isRequired: boolean, { max, problemOf }: TextRules): string | undefined {
  if (value === undefined || value === "") return isRequired ? "Required" : undefined;
  if (typeof value !== "string") return isRequired && value === null ? "Required" : "Must be a string";
  if (isRequired && value.trim() === "") return "Required";
  if (value.length > max) return `At most ${max.toLocaleString("en-US")} characters`;
  return problemOf?.(value);
}
