"use client";

import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { useForm, type FieldPath } from "react-hook-form";
import { showFieldErrors } from "#components/patterns/form-errors.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { newRuleParsers } from "#components/patterns/list-links.ts";
import { problemsResolver } from "#components/patterns/problems-resolver.ts";
import { useSingleSubmit } from "#components/patterns/use-single-flight.ts";
import { defaultInputs, inputKeys } from "#components/rules/action-inputs.ts";
import { connectionActions } from "#components/rules/rule-actions.ts";
import { ruleFormProblems, toCreateRule, toPatchRule, toRuleForm } from "#components/rules/rule-form-schema.ts";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { useCreateRule, usePatchRule } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

const FIELDS = ["event", "resource", "resource_id", "connection", "action"] as const;

export type RuleFormOptions = {
  connections: readonly ConnectionSummary[];
  integrations: readonly Integration[];
  /** The rule that is changed; a new one is made without. */
  rule?: Rule | undefined;
};

/** Other pages link here with the event or the connection already chosen. */
function useInitialValues({ connections, integrations, rule }: RuleFormOptions): RuleForm {
  const { session } = useSession();
  const [wanted] = useQueryStates(newRuleParsers);
  if (rule) return toRuleForm(rule);
  const connection =
    connections.find(({ id }) => id === wanted.connection) ??
    connections.find(({ active }) => active) ??
    connections[0];
  const [action] = connectionActions(connection, integrations);
  return {
    event: wanted.event,
    resource: session.resource ?? "",
    resource_id: session.resource_id ?? "",
    connection: connection?.id ?? "",
    action: action?.key ?? "",
    inputs: defaultInputs(action),
  };
}

export function useRuleForm(options: RuleFormOptions) {
  const { connections, integrations, rule } = options;
  const words = { form: useTranslations(ruleFormTexts), common: useTranslations(commonTexts) };
  const { workspaceId } = useSession();
  const router = useRouter();
  const create = useCreateRule(workspaceId);
  const patch = usePatchRule(workspaceId);
  const chosenIn = ({ connection, action }: RuleForm) => {
    const summary = connections.find(({ id }) => id === connection);
    return connectionActions(summary, integrations).find(({ key }) => key === action);
  };
  // What the form was filled from, whatever is read again meanwhile.
  const [version] = useState(rule?.version);
  const form = useForm<RuleForm>({
    resolver: problemsResolver((values) => ruleFormProblems(values, chosenIn(values), words)),
    mode: "onTouched",
    defaultValues: useInitialValues(options),
  });
  const fieldOf = (param: string): FieldPath<RuleForm> | undefined => {
    const key = param.replace(/^metadata\./, "");
    if (param.startsWith("metadata.") && inputKeys(chosenIn(form.getValues())).includes(key)) return `inputs.${key}`;
    if (param === "metadata" || param.startsWith("metadata.")) return "action";
    return FIELDS.find((field) => field === param);
  };
  const save = async (values: RuleForm) => {
    const chosen = chosenIn(values);
    try {
      if (rule)
        await patch.mutateAsync({ ruleId: rule.id, ...toPatchRule(values, chosen, rule), expected_version: version });
      else await create.mutateAsync(toCreateRule(values, chosen));
      router.push("/workspace/rules");
    } catch (error) {
      showFieldErrors({ error, setError: form.setError, fieldOf });
    }
  };
  const submit = useSingleSubmit(form.handleSubmit(save));
  return { form, submit, write: rule ? patch : create };
}
