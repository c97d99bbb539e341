import { textProblem, type FormProblem } from "#components/patterns/problems-resolver.ts";
import { EVENT_NAME, RESOURCE_ID } from "#lib/contracts/constants.ts";

export type RuleForm = { event: string; resource: string; resource_id: string; connection: string; action: string };

/** The form's rules; the server checks again. */
export function ruleFormProblems(form: RuleForm): FormProblem<RuleForm>[] {
  const { event, resource, resource_id: id, connection, action } = form;
  const checks: [keyof RuleForm, string | undefined | false][] = [
    ["event", textProblem(event, EVENT_NAME)],
    ["resource", resource !== "" && textProblem(resource, EVENT_NAME)],
    ["resource", resource === "" && id !== "" && "A resource id needs the resource it belongs to"],
    ["resource_id", id !== "" && textProblem(id, RESOURCE_ID)],
    ["connection", connection === "" && "Choose a connection"],
    ["action", action === "" && "Choose an action"],
  ];
  return checks.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}

export function toCreateRule({ event, resource, resource_id: id, connection, action }: RuleForm) {
  return {
    event,
    connection,
    metadata: { action },
    ...(resource ? { resource } : {}),
    ...(id ? { resource_id: id } : {}),
  };
}
