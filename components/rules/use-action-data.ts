"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import type { RuleForm } from "#components/rules/rule-form-schema.ts";
import type { Choice } from "#components/patterns/matching-items.ts";
import { actionDataQueries, useRefreshActionData } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { ActionInput } from "#lib/contracts/integrations.ts";

export type DataInput = Exclude<ActionInput, { kind: "field" }>;
export type ActionDataFieldProps = { form: UseFormReturn<RuleForm>; connection: ConnectionSummary; input: DataInput };

/** The list to choose from, what is chosen of it, and whether its id is typed instead. */
export function useActionData({ form, connection, input }: ActionDataFieldProps) {
  const { workspaceId } = useSession();
  const { key, field } = input;
  const items = useQuery({ ...actionDataQueries.list(workspaceId, connection.id, key), enabled: connection.active });
  const refresh = useRefreshActionData(workspaceId, connection.id, key);
  const [isByHand, setByHand] = useState(false);
  const inputs: Partial<Record<string, string>> = useWatch({ control: form.control, name: "inputs" });
  const { [field]: value = "", name = "" } = inputs;
  const list = items.data ?? [];
  const chosen = list.find(({ id }) => id === value);
  const gone = items.isSuccess && chosen === undefined ? goneChoice(value, name) : [];
  const choose = (item: Choice | undefined) => {
    form.setValue("inputs.name", item?.name ?? "", { shouldDirty: true });
    form.setValue("inputs.option", "");
    if (input.kind === "advanced") form.setValue(`inputs.${input.options.field}`, "");
    form.setValue(`inputs.${field}`, item?.id ?? "", { shouldDirty: true, shouldValidate: true });
  };
  return {
    value,
    choices: [...gone, ...list.map((item) => ({ id: item.id, name: item.name }))],
    chosen,
    choose,
    isGone: gone.length > 0 && !isByHand,
    isTyped: isByHand || !connection.active,
    setByHand,
    isPending: items.isPending,
    isEmpty: items.isSuccess && list.length === 0,
    isUnread: items.isLoadingError,
    error: refresh.isPending ? null : (refresh.error ?? items.error),
    refresh: () => refresh.mutate(),
    isRefreshing: refresh.isPending,
  };
}

/** What a rule names stays to be seen when the account no longer has it. */
function goneChoice(id: string, name: string): Choice[] {
  return id === "" ? [] : [{ id, name: name === "" ? id : name, hint: "Not in the account any more" }];
}

export type ActionDataState = ReturnType<typeof useActionData>;
