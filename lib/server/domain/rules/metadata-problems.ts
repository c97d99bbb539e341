import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { ActionInput, Integration, IntegrationAction } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";

const LINE_CHARACTERS_MAX = 1_024;
const TEXT_CHARACTERS_MAX = 50_000;

/** What is wrong with a rule's metadata: the action must be one of the integration's, and each input as it says. */
export function metadataProblems(integration: Integration, metadata: RuleMetadata): ErrorDetail[] {
  const action = findAction(integration, metadata);
  if (action === undefined) {
    const known = Object.keys(integration.actions).join(", ");
    return [{ param: "metadata.action", msg: `Not an action of ${integration.name}: one of ${known}` }];
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
  const { regex, regexMessage = "Not in the form that is needed", options } = input;
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
