"use client";

import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useForm, type FieldPath } from "react-hook-form";
import { ruleFormProblems, toCreateRule, type RuleForm } from "#components/rules/rule-form-schema.ts";
import { actionsOf } from "#components/rules/rule-actions.ts";
import { showFieldErrors } from "#components/patterns/form-errors.ts";
import { problemsResolver } from "#components/patterns/problems-resolver.ts";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { useCreateRule } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

const FIELDS = ["event", "resource", "resource_id", "connection", "action"] as const;

function fieldOf(param: string): FieldPath<RuleForm> | undefined {
  if (param === "metadata" || param.startsWith("metadata.")) return "action";
  return FIELDS.find((field) => field === param);
}

type RuleFormOptions = { connections: readonly ConnectionSummary[]; integrations: readonly Integration[] };

/** Other pages link here with the event or the connection already chosen. */
function useInitialValues({ connections, integrations }: RuleFormOptions): RuleForm {
  const { session } = useSession();
  const [wanted] = useQueryStates({ event: parseAsString.withDefault(""), connection: parseAsString.withDefault("") });
  const connection =
    connections.find(({ id }) => id === wanted.connection) ??
    connections.find(({ active }) => active) ??
    connections[0];
  return {
    event: wanted.event,
    resource: session.resource ?? "",
    resource_id: session.resource_id ?? "",
    connection: connection?.id ?? "",
    action: actionsOf(connection, integrations)[0]?.key ?? "",
  };
}

export function useRuleForm(options: RuleFormOptions) {
  const { workspaceId } = useSession();
  const router = useRouter();
  const create = useCreateRule(workspaceId);
  const form = useForm<RuleForm>({
    resolver: problemsResolver(ruleFormProblems),
    mode: "onTouched",
    defaultValues: useInitialValues(options),
  });
  const save = async (values: RuleForm) => {
    try {
      await create.mutateAsync(toCreateRule(values));
      router.push("/workspace/rules");
    } catch (error) {
      showFieldErrors({ error, setError: form.setError, fieldOf });
    }
  };
  const submit = useSingleFlight(form.handleSubmit(save));
  return { form, submit, create };
}
